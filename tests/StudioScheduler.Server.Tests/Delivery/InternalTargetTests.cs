using System.Net;
using System.Net.Sockets;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Webhooks;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>Addresses inside the house are refused when connecting, however they are written, so that no webhook becomes a way in.</summary>
public sealed class InternalTargetTests
{
    public static TheoryData<string> Targets { get; } =
    [
        "127.0.0.1", "127.1", "127.255.255.254", "2130706433", "0x7f000001", "0177.0.0.1", "localhost", "LOCALHOST", "0.0.0.0",
        "[::1]", "[::]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[64:ff9b::10.0.0.1]", "[64:ff9b:1::1]", "[2002:7f00:1::]",
        "[2002:a00:1::1]", "[fe80::1]", "[fc00::1]", "[fd00:ec2::254]", "[ff02::1]", "[2001:db8::1]",
        "10.0.0.1", "10.255.255.255", "172.16.0.1", "172.31.255.255", "192.168.0.1", "169.254.169.254", "[::ffff:169.254.169.254]", "100.64.0.1", "100.127.255.255",
        "192.0.0.192", "198.18.0.1", "192.0.2.1", "203.0.113.7", "224.0.0.1", "240.0.0.1", "255.255.255.255",
    ];

    [Theory]
    [MemberData(nameof(Targets))]
    public async Task An_address_inside_the_house_is_refused_when_connecting(string host)
    {
        using var trap = new TcpListener(IPAddress.IPv6Any, 0);
        trap.Server.DualMode = true;
        trap.Start();
        using var http = new GuardedHttp(new DeliverySettings());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{host}:{((IPEndPoint)trap.LocalEndpoint).Port}/");

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, default));

        Assert.Contains("inside this house", refused.Message, StringComparison.Ordinal);
        Assert.False(trap.Pending());
    }

    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_refused_too()
    {
        using var http = new GuardedHttp(new DeliverySettings());
        using var request = new HttpRequestMessage(HttpMethod.Post, $"http://{Dns.GetHostName()}:9/");
        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.SendAsync(request, default));
        Assert.Contains("inside this house", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.15.255.255")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::808:808")]
    [InlineData("2002:808:808::1")]
    public void An_address_outside_is_not(string address) => Assert.False(InternalAddress.Is(IPAddress.Parse(address)));
}
