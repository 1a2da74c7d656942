using System.Globalization;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Engine;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Tests.Generated;
using Xunit.Abstractions;

namespace StudioScheduler.Tests.Checker;

/// <summary>Own score and the checker's on random small problems with random, also broken, schedules: all parts, rule by rule.</summary>
public class CheckerAgreementTests(ITestOutputHelper output)
{
    private const int Problems = 1200;

    /// <summary>Percent of blocks that go anywhere, one schedule each: nearly sound, broken, chaos.</summary>
    private static readonly int[] Wildness = [0, 0, 15, 60];

    private readonly int firstSeed =
        int.Parse(Environment.GetEnvironmentVariable("STUDIO_TESTS_SEED") ?? "1", CultureInfo.InvariantCulture);

    [SkippableFact]
    public async Task Own_score_equals_the_checkers_on_random_problems_and_schedules()
    {
        var reason = PythonChecker.Missing();
        Skip.IfNot(reason is null, reason);
        output.WriteLine($"seeds {firstSeed} to {firstSeed + Problems - 1}; the first is STUDIO_TESTS_SEED");
        var cases = Enumerable.Range(firstSeed, Problems).Select(seed => (Seed: seed, Case: Case(seed))).ToList();

        var theirs = await PythonChecker.Check(cases.Select(c => c.Case));

        Assert.Equal(cases.Count * Wildness.Length, theirs.Count);
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < theirs.Count; i++)
        {
            var (seed, (_, schedules)) = cases[i / Wildness.Length];
            Compare($"seed {seed}, schedule {i % Wildness.Length}", theirs[i], schedules[i % Wildness.Length], seen);
        }

        foreach (var (rule, times) in seen.OrderBy(s => s.Value))
        {
            output.WriteLine($"{rule}: in {times} of {theirs.Count} schedules");
        }

        // A comparison is worth what it has met.
        Assert.All(RuleBook.All, rule => Assert.True(seen.GetValueOrDefault(rule.Id) >= 40, $"{rule.Id} was met in too few schedules"));
        Assert.InRange(seen.GetValueOrDefault("hard 0"), 200, theirs.Count);
        Assert.InRange(seen.GetValueOrDefault("bad"), 20, theirs.Count);
    }

    private static (ProblemIndex, Placements[]) Case(int seed)
    {
        var index = ProblemIndex.Of(RandomProblems.Make(seed));
        return (index, [.. Wildness.Select((wildness, i) => RandomSchedules.Make(index, (seed * 10) + i, wildness))]);
    }

    private static void Compare(string where, CheckerVerdict theirs, Placements plan, Dictionary<string, int> seen)
    {
        if (theirs.Bad is not null)
        {
            Assert.True(Record.Exception(() => Evaluator.Evaluate(plan)) is UnlistedMoveException, $"{where}: the checker says {theirs.Bad}");
            Met("bad");
            return;
        }

        var own = Evaluator.Evaluate(plan);
        var broken = own.Violations.GroupBy(v => v.Rule).ToDictionary(g => g.Key, g => (long)g.Count());
        Equal("violations", Text(theirs.Violations!), Text(broken));
        Equal("parts", Text(theirs.Parts!), Text(own.Parts.ToDictionary(p => p.Rule, p => p.Count)));
        Equal("score", new Score(theirs.Hard, theirs.Medium, theirs.Soft).ToString(), own.Score.ToString());
        Equal("score alone", own.Score.ToString(), Evaluator.Score(plan).ToString());

        foreach (var rule in broken.Keys.Concat(own.Parts.Where(p => p.Count > 0).Select(p => p.Rule)))
        {
            Met(rule);
        }

        Met(own.Score.Hard == 0 ? "hard 0" : "broken");
        if (own.Score.Medium < 0)
        {
            Met(RuleBook.LeftOut.Id);
        }

        void Met(string rule) => seen[rule] = seen.GetValueOrDefault(rule) + 1;

        void Equal(string what, string expected, string actual) =>
            Assert.True(expected == actual, $"{where}: {what} of the checker: {expected}; own: {actual}");
    }

    private static string Text(IReadOnlyDictionary<string, long> counts) =>
        string.Join(", ", counts.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => $"{c.Key} {c.Value}"));
}
