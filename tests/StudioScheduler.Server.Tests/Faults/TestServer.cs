using System.Diagnostics;
using Microsoft.AspNetCore.Builder;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Planning.Solving;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Hosting;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary>
/// The product's server, built by its own <see cref="StudioHost"/>, with single parts exchanged: one that dies at a named point.
/// The product itself knows none of these points, so nobody can arm them there.
/// </summary>
internal static class TestServer
{
    /// <summary>Beside these tests: this assembly as a program.</summary>
    public static string Executable { get; } = Path.Combine(AppContext.BaseDirectory, "StudioScheduler.Server.Tests");

    /// <summary>Set: the server prints <c>committed TICKS</c> after each publication.</summary>
    public const string StampVariable = "STUDIO_TEST_STAMP";

    /// <summary>Set: webhooks may go to this machine, and the pauses between their tries are these milliseconds, divided by commas.</summary>
    public const string WebhookVariable = "STUDIO_TEST_WEBHOOKS";

    /// <summary>Set: the server prints <c>waited MILLISECONDS</c> whenever one round of the outbox waited longer for the broker than any before.</summary>
    public const string WaitVariable = "STUDIO_TEST_WAIT";

    public static async Task<int> RunAsync(string[] args)
    {
        if (args is ["solve", ..])
        {
            return await SolveVerb.RunAsync(args[1..]);
        }

        var app = StudioHost.Build(args, Change);
        await Opening.PrepareAsync(app);
        await app.StartAsync();
        await Opening.GreetAsync(app);
        await app.WaitForShutdownAsync();
        return 0;
    }

    private static void Change(WebApplicationBuilder builder)
    {
        if (Environment.GetEnvironmentVariable(StampVariable) is not null)
        {
            builder.Services.AddSingleton<OutboxSignal, StampingSignal>();
        }

        if (Environment.GetEnvironmentVariable(WaitVariable) is not null)
        {
            builder.Services.AddSingleton<OutboxLease, WaitingLease>();
        }

        if (Environment.GetEnvironmentVariable(WebhookVariable) is { } pauses)
        {
            var settings = builder.Services.Select(s => s.ImplementationInstance).OfType<DeliverySettings>().Single();
            builder.Services.AddSingleton(settings with
            {
                AllowInternalTargets = true,
                WebhookPauses = [.. pauses.Split(',').Select(ms => TimeSpan.FromMilliseconds(int.Parse(ms, System.Globalization.CultureInfo.InvariantCulture)))],
            });
        }

        if (CrashPoint.Armed() is { } point)
        {
            builder.Services.AddSingleton(point);
            builder.Services.AddSingleton<OutboxSignal, DyingSignal>();
            builder.Services.AddSingleton<OutboxLease, DyingLease>();
        }
    }

    private sealed class StampingSignal(TimeProvider time) : OutboxSignal
    {
        public override void Wake()
        {
            var now = time.GetUtcNow();
            base.Wake();
            Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"committed {now.UtcTicks}"));
        }
    }

    private sealed class WaitingLease(IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time) : OutboxLease(contexts, settings, time)
    {
        private readonly Stopwatch round = new();
        private double longest;

        public override async Task<IReadOnlyList<OutboxRow>> TakeAsync(CancellationToken cancellation)
        {
            var taken = await base.TakeAsync(cancellation);
            round.Restart();
            return taken;
        }

        // The first thing after the broker's answers, or their deadline, whatever they were.
        public override Task<IReadOnlyCollection<Guid>> MarkSentAsync(IReadOnlyList<OutboxRow> confirmed, CancellationToken cancellation)
        {
            if (round.Elapsed.TotalMilliseconds > longest)
            {
                longest = round.Elapsed.TotalMilliseconds;
                Console.WriteLine(string.Create(System.Globalization.CultureInfo.InvariantCulture, $"waited {longest:0}"));
            }

            return base.MarkSentAsync(confirmed, cancellation);
        }
    }

    private sealed class DyingSignal(CrashPoint point) : OutboxSignal
    {
        public override void Wake()
        {
            point.Pass(CrashPoint.Committed);
            base.Wake();
        }
    }

    private sealed class DyingLease(IDbContextFactory<StudioDbContext> contexts, DeliverySettings settings, TimeProvider time, CrashPoint point)
        : OutboxLease(contexts, settings, time)
    {
        public override async Task<IReadOnlyList<OutboxRow>> TakeAsync(CancellationToken cancellation)
        {
            var taken = await base.TakeAsync(cancellation);
            if (taken.Count > 0)
            {
                point.Pass(CrashPoint.Leased);
            }

            return taken;
        }

        public override async Task<IReadOnlyCollection<Guid>> MarkSentAsync(IReadOnlyList<OutboxRow> confirmed, CancellationToken cancellation)
        {
            if (confirmed.Count > 0)
            {
                point.Pass(CrashPoint.Confirmed);
            }

            var marked = await base.MarkSentAsync(confirmed, cancellation);
            if (confirmed.Count > 0)
            {
                point.Pass(CrashPoint.Marked);
            }

            return marked;
        }
    }
}

/// <summary>Where the server kills itself with signal 9, and at which time of passing: <c>STUDIO_TEST_CRASH=committed:2</c>.</summary>
internal sealed class CrashPoint(string name, int pass)
{
    public const string Variable = "STUDIO_TEST_CRASH";

    /// <summary>A publication is in the database and nobody has been told that it is.</summary>
    public const string Committed = "committed";

    /// <summary>Outbox rows are leased, not published.</summary>
    public const string Leased = "leased";

    /// <summary>The broker has confirmed, the rows are not marked.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>The rows are marked.</summary>
    public const string Marked = "marked";

    public static readonly IReadOnlyList<string> All = [Committed, Leased, Confirmed, Marked];

    private int passes;

    public static CrashPoint? Armed() => Environment.GetEnvironmentVariable(Variable)?.Split(':') is [var name, var pass]
        ? new(name, int.Parse(pass, System.Globalization.CultureInfo.InvariantCulture))
        : null;

    public void Pass(string point)
    {
        if (point == name && Interlocked.Increment(ref passes) == pass)
        {
            using var own = Process.GetCurrentProcess();
            own.Kill();
            own.WaitForExit();
        }
    }
}
