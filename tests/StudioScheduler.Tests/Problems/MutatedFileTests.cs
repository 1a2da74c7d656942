using System.Text;
using System.Text.Json.Nodes;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;

namespace StudioScheduler.Tests.Problems;

/// <summary>Damage of every kind: a clean fault, or a good problem that can be indexed; never an exception.</summary>
public sealed class MutatedFileTests
{
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
        foreach (var (what, json) in Mutations.AnyValueAnywhere(SmallBase.Json))
        {
            ReadAndIndex(Encoding.UTF8.GetBytes(json), what);
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
        var places = Mutations.Leaves(JsonNode.Parse(SmallBase.Json)!).ToArray();
        for (var round = 0; round < 1000; round++)
        {
            var json = JsonNode.Parse(SmallBase.Json)!;
            Mutations.Replace(json, places[random.Next(places.Length)], Mutations.Get(json, places[random.Next(places.Length)])?.DeepClone());
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
}
