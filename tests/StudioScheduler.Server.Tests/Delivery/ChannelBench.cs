using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Endpoints;
using StudioScheduler.Server.Delivery.Mail;
using StudioScheduler.Server.Storage;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>One channel against a receiver, stepped by hand on a clock that stands still.</summary>
internal sealed class ChannelBench : IAsyncDisposable
{
    private readonly ServiceProvider services;

    private ChannelBench(DeliveryBench bench, FakeTimeProvider time, DeliverySettings settings)
    {
        (Bench, Time) = (bench, time);
        var collection = new ServiceCollection();
        collection.AddLogging();
        collection.AddSingleton<TimeProvider>(time);
        collection.AddStudioStorage(bench.Settings);
        collection.AddStudioDelivery(settings, serves: false, delivers: false);
        collection.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        if (settings.Mail is { } mail)
        {
            collection.AddSingleton(mail);
        }

        services = collection.BuildServiceProvider();
    }

    public DeliveryBench Bench { get; }

    public FakeTimeProvider Time { get; }

    public static async Task<ChannelBench> StartAsync(bool allowInternal = true, MailSettings? mail = null, DateTimeOffset? now = null) => new(
        await DeliveryBench.StartAsync(), new(now ?? DeliveryBench.Monday), new() { AllowInternalTargets = allowInternal, Mail = mail, PublicAddress = new("https://plan.example.com") });

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>Another server's.</summary>
    public EndpointLease NewLease() => ActivatorUtilities.CreateInstance<EndpointLease>(services);

    public async Task<NewEndpoint> AddAsync(string channel, string address, string language = "zh", string? secret = null)
    {
        await using var scope = services.CreateAsyncScope();
        return (await scope.ServiceProvider.GetRequiredService<AddEndpoint>().RunAsync(Bench.Crew1, new(channel, address, language, secret), null)).Value;
    }

    public async Task<T> RunAsync<TCommand, T>(Func<TCommand, Task<T>> run)
        where TCommand : notnull
    {
        await using var scope = services.CreateAsyncScope();
        return await run(scope.ServiceProvider.GetRequiredService<TCommand>());
    }

    /// <summary>Notices that have left the outbox.</summary>
    public async Task TellAsync(int count = 1)
    {
        for (var i = 0; i < count; i++)
        {
            await Bench.PublishAsync(Bench.Crew1);
        }

        await Bench.LeaveAsync(Time.GetUtcNow());
    }

    /// <summary>One round of the channel's worker: every endpoint that is due sends one message. Returns how many there were.</summary>
    public async Task<int> RoundAsync<T>()
        where T : Channel
    {
        var channel = ActivatorUtilities.CreateInstance<T>(services);
        using var worker = NewWorker(channel);
        var due = await Get<EndpointLease>().TakeAsync(channel.Name, default);
        foreach (var endpoint in due)
        {
            var rest = await worker.SendNextAsync(endpoint, default);
            await Get<EndpointLease>().ReturnAsync(endpoint, rest, default);
        }

        return due.Count;
    }

    public ChannelWorker NewWorker<T>()
        where T : Channel => NewWorker(ActivatorUtilities.CreateInstance<T>(services));

    public async Task<IReadOnlyList<StudioScheduler.Server.Storage.Model.Delivery>> DeliveriesAsync()
    {
        await using var db = Bench.Open();
        return await db.Deliveries.AsNoTracking().OrderBy(d => d.Sequence).ToListAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await services.DisposeAsync();
        await Bench.DisposeAsync();
    }

    private ChannelWorker NewWorker(Channel channel) =>
        new(channel, Get<EndpointLease>(), Get<DeliveryLog>(), Get<DeliveryMetrics>(), Get<DeliverySettings>(), Time, NullLogger<ChannelWorker>.Instance);
}
