using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Samples;

namespace StudioScheduler.Tests.Samples;

public sealed class SampleBaseTests
{
    public static TheoryData<int, int, int, double> Sizes() => new()
    {
        { 1, 1, 1, 0.8 }, { 1, 1, 1, 3 }, { 1, 1, 31, 0.1 }, { 1, 80, 7, 1 }, { 60, 1, 7, 1.4 }, { 2, 3, 1, 0.8 }, { 3, 7, 4, 0.4 },
        { 8, 15, 7, 0.8 }, { 24, 40, 7, 0.4 }, { 24, 40, 7, 0.8 }, { 24, 40, 7, 1.4 }, { 60, 60, 7, 0.8 }, { 120, 80, 7, 0.8 }, { 5, 5, 5, 0 },
    };

    [Theory]
    [MemberData(nameof(Sizes))]
    public void A_sample_is_a_valid_problem_of_the_size_asked_for(int crews, int stages, int days, double load)
    {
        for (var seed = 1; seed <= 10; seed++)
        {
            var problem = SampleBase.Generate(new() { Crews = crews, Stages = stages, Days = days, Load = load, Seed = seed });
            IsValid(problem, $"{crews} x {stages} x {days}, load {load}, seed {seed}");
            Assert.Equal(crews, problem.Crews.Length);
            Assert.Equal(stages, problem.Stages.Length);
            Assert.Equal(TimeSpan.FromDays(days), problem.End - problem.Start);
            Assert.Equal(load > 0, problem.Blocks.Length > 0);
        }
    }

    [Fact]
    public void Random_orders_give_valid_problems()
    {
        const int seed = 20260316;
        var chance = new Random(seed);
        for (var round = 0; round < 200; round++)
        {
            var order = new SampleOrder
            {
                Crews = chance.Next(1, 40),
                Stages = chance.Next(1, 50),
                Days = chance.Next(1, 12),
                Seed = chance.Next(int.MinValue, int.MaxValue),
                Load = chance.NextDouble() * 1.5,
                FirstDay = new DateOnly(2020, 1, 1).AddDays(chance.Next(0, 5000)),
            };
            IsValid(SampleBase.Generate(order), $"round {round} of seed {seed}: {order}");
        }
    }

    [Fact]
    public void Equal_orders_give_equal_files()
    {
        var order = new SampleOrder { Crews = 12, Stages = 20, Seed = 5 };
        Assert.Equal(ProblemFile.Write(SampleBase.Generate(order)), ProblemFile.Write(SampleBase.Generate(order)));
    }

    [Fact]
    public void Another_seed_gives_another_base()
    {
        var order = new SampleOrder { Crews = 12, Stages = 20, Seed = 5 };
        Assert.NotEqual(ProblemFile.Write(SampleBase.Generate(order)), ProblemFile.Write(SampleBase.Generate(order with { Seed = 6 })));
    }

    [Fact]
    public void A_higher_load_changes_the_requests_and_nothing_else()
    {
        var order = new SampleOrder { Crews = 12, Stages = 20, Seed = 5 };
        var full = SampleBase.Generate(order);
        var over = SampleBase.Generate(order with { Load = 1.4 });
        Assert.True(over.Blocks.Length > full.Blocks.Length);
        var same = over with { Name = full.Name, Blocks = full.Blocks };
        Assert.Equal(ProblemFile.Write(full), ProblemFile.Write(same));
    }

    [Theory]
    [InlineData(0.4)]
    [InlineData(0.8)]
    [InlineData(1.4)]
    public void The_hours_asked_for_follow_the_load(double load)
    {
        double Hours(double at) => SampleBase.Generate(new() { Crews = 24, Stages = 40, Load = at }).Blocks.Sum(b => b.DurationMinutes) / 60.0;
        Assert.InRange(Hours(load) / Hours(1), load - 0.02, load + 0.02);
    }

    [Fact]
    public void A_full_base_has_what_a_base_has()
    {
        var problem = SampleBase.Generate(new() { Crews = 24, Stages = 40 });
        Assert.Equal(4, problem.Stages.Count(s => s.Kind == "led-volume"));
        Assert.Equal(5, problem.Stages.Count(s => s.OpenToSky));
        Assert.Contains(problem.Stages, s => s.Closed.Length > 0);
        Assert.Contains(problem.Stages, s => s.SoundNeighbours.Length > 0);
        Assert.Contains(problem.People, p => p.Shift is { MaxMinutes: <= 540, MinRestMinutes: 720 } && p.Unavailable.Length >= 7);
        Assert.Contains(problem.Crews, c => c.LastWorked is not null);
        Assert.Contains(problem.Blocks, b => b.After.Length > 0);
        Assert.Contains(problem.Blocks, b => b.Light == Light.Night);
        Assert.Contains(problem.Blocks, b => b.Sound == Sound.Loud);
        var productionsOfPerson = problem.Blocks.SelectMany(b => b.People.Select(p => (p, b.Production))).Distinct().CountBy(x => x.p);
        Assert.Contains(productionsOfPerson, p => p.Value > 1);
        Assert.All(problem.Stages.Select(s => s.Name).Concat(problem.Crews.Select(c => c.Name)).Concat(problem.People.Select(p => p.Name)).Concat(problem.Pools.Select(p => p.Name)),
            name => Assert.True(name.Any(c => c >= 0x4E00) && name.Any(char.IsAsciiLetter), $"'{name}' is not in both languages"));
        Assert.Equal(problem.People.Length, problem.People.Select(p => p.Name).Distinct().Count());
    }

    [Fact]
    public void The_daylight_is_that_of_each_date()
    {
        var summer = SampleBase.Generate(new() { Crews = 1, Stages = 3, FirstDay = new(2026, 6, 15) }).Daylight;
        var winter = SampleBase.Generate(new() { Crews = 1, Stages = 3, FirstDay = new(2026, 12, 14) }).Daylight;
        Assert.Equal(7, summer.Length);
        Assert.True(summer[0].To - summer[0].From > winter[0].To - winter[0].From + TimeSpan.FromHours(3));
        Assert.All(summer.Concat(winter), d => Assert.True(d.From.Minute % 15 == 0 && d.To.Minute % 15 == 0));
    }

    [Theory]
    [InlineData(0, 1, 1, 0.8)]
    [InlineData(1, 0, 1, 0.8)]
    [InlineData(1, 1, 0, 0.8)]
    [InlineData(1, 1, 1, -0.1)]
    [InlineData(1, 1, 1, double.NaN)]
    [InlineData(1001, 1, 1, 1)]
    public void An_order_outside_its_limits_is_refused(int crews, int stages, int days, double load) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleBase.Generate(new() { Crews = crews, Stages = stages, Days = days, Load = load }));

    private static void IsValid(Problem problem, string which)
    {
        // validation belongs to reading: a sample must survive being written and read
        var reading = ProblemFile.Read(ProblemFile.Write(problem));
        Assert.True(reading.IsGood, $"{which}: {string.Join("; ", reading.Faults)}");
    }
}
