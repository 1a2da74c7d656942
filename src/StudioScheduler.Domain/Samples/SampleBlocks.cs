using System.Collections.Immutable;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Time;

namespace StudioScheduler.Domain.Samples;

/// <summary>What the crews ask for, until the base's load is reached.</summary>
internal sealed class SampleBlocks(SampleOrder order, SampleWeek week, SampleSets sets, SampleCast cast)
{
    // half of all blocks are long
    private static readonly int[] Durations = [90, 120, 150, 180, 240, 240, 300, 360];
    private static readonly double[] PriorityWeights = [21, 34, 25, 0, 15, 0, 0, 5];

    private readonly SampleDice dice = new(order.Seed, SamplePart.Blocks);

    // a chain of blocks may not need more time than the last one's window leaves
    private readonly Dictionary<BlockId, DateTimeOffset> earliestEnds = [];

    public ImmutableArray<ShootingBlock> Build(List<(Crew Crew, SampleProduction Production)> crews, double targetMinutes)
    {
        var byCrew = crews.Select(_ => new List<ShootingBlock>()).ToArray();
        var shares = crews.Select(c => dice.Between(0.8, 1.2) * (1 - ((double)c.Crew.Unavailable.Length / week.Days))).ToArray();
        var asked = new double[crews.Count];
        var total = 0.0;
        while (total < targetMinutes)
        {
            // the crew that has asked for least of its share asks next
            var next = Enumerable.Range(0, crews.Count).MinBy(c => asked[c] / shares[c]);
            var (crew, production) = crews[next];
            var block = Block(next, crew, production, byCrew[next]);
            byCrew[next].Add(block);
            asked[next] += block.DurationMinutes;
            total += block.DurationMinutes;
        }

        return Numbered(byCrew);
    }

    private ShootingBlock Block(int crewIndex, Crew crew, SampleProduction production, List<ShootingBlock> earlier)
    {
        var (look, stages) = sets.Ask(production, dice);
        var light = LightOf(look);
        var child = cast.Children[crewIndex] is { } minor && light != Light.Night && !look.IsForAdults && dice.Chance(0.3) ? minor : null;
        var longest = Math.Min(light == Light.Night ? 240 : 360, child?.LongestBlockMinutes ?? 360);
        var duration = Math.Min(dice.Pick(Durations), longest);
        sets.Take(look, duration);
        var (firstDay, lastDay) = Days();
        var window = week.Window(firstDay * SampleWeek.Day, (lastDay + 1) * SampleWeek.Day);
        // by crew for now: numbers are given at the end
        var id = new BlockId($"{crew.Id}/{earlier.Count}");
        var after = After(earlier, window, duration);
        earliestEnds[id] = EarliestStart(after, window) + TimeSpan.FromMinutes(duration);
        return new()
        {
            Id = id,
            Name = Name(production, look),
            Production = production.Name,
            Crew = crew.Id,
            DurationMinutes = duration,
            Stages = stages,
            Look = look.Id,
            Window = window,
            Wanted = dice.Chance(0.53) ? Day(dice.Between(firstDay, lastDay)) : null,
            Priority = dice.PickWeighted(PriorityWeights) + 1,
            People = People(crewIndex, child),
            Pools = Pools(look),
            After = after,
            Light = light,
            Sound = dice.Chance(0.15) ? Sound.Quiet : dice.Chance(0.06) ? Sound.Loud : Sound.Any,
        };
    }

    private TimeWindow Day(int day) => week.Window(day * SampleWeek.Day, (day + 1) * SampleWeek.Day);

    /// <summary>Five of six crews take any day of the week; the others have two to four days.</summary>
    private (int First, int Last) Days()
    {
        var length = dice.Chance(0.84) ? week.Days : Math.Min(week.Days, dice.Pick([2, 3, 3, 4]));
        var first = dice.Between(0, week.Days - length);
        return (first, first + length - 1);
    }

    private string Name(SampleProduction production, SampleLook look)
    {
        var episode = dice.Between(1, 80);
        var scene = dice.Between(1, 12);
        return $"{production.Chinese} {episode}-{scene} {look.Chinese} {look.English}";
    }

    private Light LightOf(SampleLook look) =>
        look.Place != SamplePlace.Backlot ? Light.Any
        : dice.Chance(0.62) ? Light.Day
        : dice.Chance(0.45) ? Light.Night
        : Light.Any;

    private ImmutableArray<PersonId> People(int crewIndex, SampleChild? child)
    {
        var leads = cast.Leads[crewIndex].Select(p => p.Id).ToArray();
        dice.Shuffle(leads.AsSpan());
        var people = leads.Take(dice.Between(1, 3)).ToList();
        if (dice.Chance(0.06))
        {
            people.Add(dice.Pick(cast.Guests).Id);
        }

        if (child is not null)
        {
            people.Add(child.Person.Id);
        }

        return [.. people.OrderBy(p => p.Value, StringComparer.Ordinal)];
    }

    private ImmutableArray<PoolUnits> Pools(SampleLook look)
    {
        var pools = ImmutableArray.CreateBuilder<PoolUnits>();
        if (look.Place == SamplePlace.Virtual)
        {
            pools.Add(new(SampleChangeovers.VpTeam, 1));
        }

        if (dice.Chance(0.06))
        {
            pools.Add(new(SampleChangeovers.Crane, 1));
        }

        if (look.Place == SamplePlace.Backlot && dice.Chance(0.1))
        {
            pools.Add(new(SampleChangeovers.Drone, 1));
        }

        return pools.ToImmutable();
    }

    /// <summary>One block in eight follows an earlier one of its crew, at once or the next morning, where both windows leave room for it.</summary>
    private ImmutableArray<Predecessor> After(List<ShootingBlock> earlier, TimeWindow window, int duration)
    {
        if (earlier.Count == 0 || !dice.Chance(0.14))
        {
            return [];
        }

        var before = earlier[^dice.Between(1, Math.Min(3, earlier.Count))];
        var gap = dice.Chance(0.65) ? 0 : 480;
        ImmutableArray<Predecessor> after = [new(before.Id, gap)];
        return EarliestStart(after, window) + TimeSpan.FromMinutes(duration) <= window.To ? after : [];
    }

    private DateTimeOffset EarliestStart(ImmutableArray<Predecessor> after, TimeWindow window) =>
        after.Select(a => earliestEnds[a.Block] + TimeSpan.FromMinutes(a.MinGapMinutes)).Append(window.From).Max();

    private static ImmutableArray<ShootingBlock> Numbered(List<ShootingBlock>[] byCrew)
    {
        var all = byCrew.SelectMany(b => b).ToList();
        var ids = all.Select((b, i) => (b.Id, New: new BlockId("b" + SampleNames.Number(i + 1, all.Count, 4)))).ToDictionary(x => x.Id, x => x.New);
        return [.. all.Select(b => b with { Id = ids[b.Id], After = [.. b.After.Select(a => a with { Block = ids[a.Block] })] })];
    }
}
