using System.Text;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Tests.Problems;

/// <summary>Damage of every kind: a clean fault, or a good problem that can be indexed; never an exception.</summary>
public sealed class MutatedFileTests
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e400", "99999999999999999999999", "\"\"", "\"x\"", "\"\\ud800\"", "\"2026-03-16T08:00:00+08:00\"",
        "\"9999-12-31T23:59:00+00:00\"", "\"0001-01-01T00:00:00Z\"", "[]", "{}", "[[]]", "[null]", "{\"a\":{}}", "2147483647", "-2147483648",
    ];

    [Fact]
    public void A_file_cut_anywhere_is_refused()
    {
        var bytes = Encoding.UTF8.GetBytes(SmallBase.Json);
        for (var length = 0; length < bytes.Length - 1; length++)
        {
            var fault = Assert.Single(ProblemFile.Read(bytes.AsMemory(0, length)).Faults);
            Assert.True(fault.Key is "fault.cutOff" or "fault.empty" or "fault.notUtf8", $"{length}: {fault}");
        }
    }

    [Fact]
    public void Any_value_in_any_place_is_read_or_refused()
    {
        var places = Leaves(JsonNode.Parse(SmallBase.Json)!).ToArray();
        Assert.True(places.Length > 150);
        foreach (var place in places)
        {
            foreach (var value in Values)
            {
                var json = JsonNode.Parse(SmallBase.Json)!;
                Replace(json, place, "@@");
                ReadAndIndex(Encoding.UTF8.GetBytes(json.ToJsonString().Replace("\"@@\"", value, StringComparison.Ordinal)), $"{string.Join('/', place)} = {value}");
            }
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Random_bytes_anywhere_are_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var good = Encoding.UTF8.GetBytes(SmallBase.Json);
        for (var round = 0; round < 1000; round++)
        {
            var bytes = (byte[])good.Clone();
            for (var flips = random.Next(1, 4); flips > 0; flips--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(3) == 0 ? (byte)random.Next(256) : "{}[],:\"0129-+.eTZab "u8[random.Next(20)];
            }

            ReadAndIndex(bytes, $"seed {seed}, round {round}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Pieces_copied_over_others_are_read_or_refused(int seed)
    {
        var random = new Random(seed);
        var places = Leaves(JsonNode.Parse(SmallBase.Json)!).ToArray();
        for (var round = 0; round < 1000; round++)
        {
            var json = JsonNode.Parse(SmallBase.Json)!;
            Replace(json, places[random.Next(places.Length)], Get(json, places[random.Next(places.Length)])?.DeepClone());
            ReadAndIndex(Encoding.UTF8.GetBytes(json.ToJsonString()), $"seed {seed}, round {round}");
        }
    }

    private static void ReadAndIndex(byte[] bytes, string what)
    {
        try
        {
            var reading = ProblemFile.Read(bytes);
            Assert.Equal(reading.IsGood, reading.Faults.IsEmpty);
            foreach (var fault in reading.Faults)
            {
                FaultTexts.AssertSaid(fault);
            }

            if (reading.IsGood)
            {
                var index = ProblemIndex.Of(reading.Value);
                index.NightMinutes(new(-Limits.DaysAround * 1440L, 60 - (Limits.DaysAround * 1440L)));
                var written = ProblemFile.Write(reading.Value);
                Assert.Equal(written, ProblemFile.Write(ProblemFile.Read(written).Required()));
                ScheduleFile.Read(bytes, index);
            }
        }
        catch (Exception e) when (e is not Xunit.Sdk.XunitException)
        {
            Assert.Fail($"{what}: {e}");
        }
    }

    private static IEnumerable<object[]> Leaves(JsonNode node, params object[] at)
    {
        var inside = node switch
        {
            JsonObject members => members.Select(m => ((object)m.Key, m.Value)),
            JsonArray items => items.Select((item, i) => ((object)i, item)),
            _ => [],
        };
        return inside.SelectMany(i => Leaves(i.Item2!, [.. at, i.Item1])).Append(at).Where(p => p.Length > 0);
    }

    private static JsonNode? Get(JsonNode node, IEnumerable<object> at) =>
        at.Aggregate((JsonNode?)node, (n, step) => step is int index ? n!.AsArray()[index] : n!.AsObject()[(string)step]);

    private static void Replace(JsonNode root, object[] at, JsonNode? value)
    {
        var owner = Get(root, at[..^1])!;
        if (at[^1] is int index)
        {
            owner.AsArray()[index] = value;
        }
        else
        {
            owner.AsObject()[(string)at[^1]] = value;
        }
    }
}
