using System.Text;
using MimeKit;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Mail;
using StudioScheduler.Server.Tests.Infrastructure;

namespace StudioScheduler.Server.Tests.Delivery;

public sealed class MailTests
{
    [Fact]
    public async Task What_waits_goes_out_as_one_plain_mail_in_the_endpoints_language()
    {
        await using var receiver = new MailReceiver();
        await using var bench = await ChannelBench.StartAsync(mail: new("127.0.0.1", receiver.Port, "studio@example.com", UseTls: false));
        await bench.AddAsync(ChannelName.Mail, "crew@example.com", "zh");
        await bench.TellAsync(3);
        await bench.RoundAsync<MailChannel>();

        var (to, text) = Assert.Single(receiver.Mails);
        Assert.Equal("crew@example.com", to);
        using var mail = await MimeMessage.LoadAsync(new MemoryStream(Encoding.UTF8.GetBytes(text)));
        Assert.Equal("Bench：crew-1 有 3 项通告变更", mail.Subject);
        Assert.Equal(3, mail.TextBody!.Split("【新增】Scene").Length - 1);
        Assert.Contains("https://plan.example.com/a/", mail.TextBody, StringComparison.Ordinal);
        Assert.All(await bench.DeliveriesAsync(), d => Assert.NotNull(d.SentAt));
    }

    [Fact]
    public async Task A_mailbox_that_is_refused_becomes_a_dead_letter_after_the_tries()
    {
        await using var receiver = new MailReceiver { RecipientAnswer = "550 no such mailbox" };
        await using var bench = await ChannelBench.StartAsync(mail: new("127.0.0.1", receiver.Port, "studio@example.com", UseTls: false));
        await bench.AddAsync(ChannelName.Mail, "nobody@example.com");
        await bench.TellAsync();
        for (var i = 0; i < 20; i++)
        {
            await bench.RoundAsync<MailChannel>();
            bench.Time.Advance(TimeSpan.FromHours(5));
        }

        var delivery = Assert.Single(await bench.DeliveriesAsync());
        Assert.NotNull(delivery.DeadAt);
        Assert.Equal(7, delivery.Attempts);
        Assert.Contains("no such mailbox", delivery.Error, StringComparison.Ordinal);
        Assert.Empty(receiver.Mails);
    }
}
