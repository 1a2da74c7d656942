using System.Globalization;
using StudioScheduler.Server.Tests.Faults.Outages;

namespace StudioScheduler.Server.Tests.Faults;

/// <summary><c>tests/faults</c>: campaigns of any length, outside the test runner.</summary>
internal static class FaultsProgram
{
    private const int BadUsage = 2;

    public static async Task<int> RunAsync(IReadOnlyList<string> args)
    {
        switch (args)
        {
            case ["latency"]:
                return await Measures.LatencyAsync(streams: 1_000, publications: 11);
            case ["backlog"]:
                return await Measures.BacklogAsync(rows: 10_000);
        }

        if (args is ["outage", ..])
        {
            return await OutageAsync([.. args.Skip(1)]);
        }

        if (Read(args) is not { } order)
        {
            return BadUsage;
        }

        Console.WriteLine($"{order.Changes} changes, {order.Crews} crews, {order.Faults} faults, seed {order.Seed}, {(order.IsCluster ? $"PostgreSQL and RabbitMQ, {order.Servers} servers" : "SQLite embedded")}");
        var result = await Campaign.RunAsync(order, line => Console.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {line}"), CancellationToken.None);
        foreach (var line in result.Lines)
        {
            Console.WriteLine(line);
        }

        return result.Holds ? 0 : 1;
    }

    private static async Task<int> OutageAsync(IReadOnlyList<string> args)
    {
        var order = new OutageOrder(BrokerTrouble.Stopped, TimeSpan.FromMinutes(10), 24, IsCompared: true);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            var isNumber = int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0;
            switch (args[i])
            {
                case "--minutes" when isNumber: order = order with { Length = TimeSpan.FromMinutes(number) }; break;
                case "--seconds" when isNumber: order = order with { Length = TimeSpan.FromSeconds(number) }; break;
                case "--crews" when isNumber: order = order with { Crews = number }; break;
                case "--broker" when value is "stopped" or "black-hole" or "disk-alarm": order = order with { Trouble = Enum.Parse<BrokerTrouble>(value.Replace("-", ""), ignoreCase: true) }; break;
                default:
                    Console.Error.WriteLine($"'{args[i]} {value}' means nothing. Maybe --minutes 10, --seconds 30, --crews 24 or --broker stopped, black-hole or disk-alarm?");
                    return BadUsage;
            }
        }

        Console.WriteLine($"broker {order.Trouble} for {order.Length.TotalSeconds} s, {order.Crews} crews, two installations, requests to each in turn");
        var result = await new Outage(order, line => Console.WriteLine($"{TimeProvider.System.GetUtcNow():HH:mm:ss}  {line}")).RunAsync(CancellationToken.None);
        foreach (var line in result.Lines)
        {
            Console.WriteLine(line);
        }

        Console.WriteLine(result.IsAsFast ? "p95 within 20 % or 5 ms" : "p95 NOT within 20 % and 5 ms");
        return result is { Works: true, IsAsFast: true } ? 0 : 1;
    }

    private static CampaignOrder? Read(IReadOnlyList<string> args)
    {
        var order = new CampaignOrder(24, 5_000, 20, 1, IsCluster: true, 2);
        for (var i = 0; i < args.Count; i += 2)
        {
            var value = i + 1 < args.Count ? args[i + 1] : "";
            if (args[i] == "--database" && value is "sqlite" or "postgres")
            {
                order = value == "sqlite" ? order with { IsCluster = false, Servers = 1 } : order with { IsCluster = true };
                continue;
            }

            if (!int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || (number == 0 && args[i] is not ("--faults" or "--seed")))
            {
                Console.Error.WriteLine($"'{args[i]} {value}' means nothing. Maybe --changes 5000? See tests/faults --help.");
                return null;
            }

            switch (args[i])
            {
                case "--crews": order = order with { Crews = number }; break;
                case "--changes": order = order with { Changes = number }; break;
                case "--faults": order = order with { Faults = number }; break;
                case "--seed": order = order with { Seed = number }; break;
                case "--servers": order = order with { Servers = order.IsCluster ? number : 1 }; break;
                default:
                    Console.Error.WriteLine($"Unknown option '{args[i]}'. Maybe --crews, --changes, --faults, --seed, --database, --servers or --help?");
                    return null;
            }
        }

        return order;
    }
}
