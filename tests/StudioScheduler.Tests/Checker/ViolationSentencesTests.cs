using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Schedules;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine.Rules;
using StudioScheduler.Tests.Generated;
using StudioScheduler.Tests.Rules;

namespace StudioScheduler.Tests.Checker;

public class ViolationSentencesTests
{
    [Fact]
    public void Every_violation_has_a_whole_sentence_in_both_languages()
    {
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 1; seed <= 400; seed++)
        {
            // Ids of random problems may hold braces themselves: only keys and parameters are looked at.
            var index = ProblemIndex.Of(RandomProblems.Make(seed, new RandomSize { ForeignStages = false }));
            var plan = new OrderedPlan(RandomSchedules.Make(index, seed, 20));
            foreach (var violation in ViolationsOf(plan))
            {
                var key = violation.Facts.TryGetValue("case", out var particular) ? $"violation.{violation.Rule}.{particular}" : $"violation.{violation.Rule}";
                said.Add(key);
                foreach (var wording in new[] { Wording.English, Wording.Chinese })
                {
                    Assert.True(wording.Has(key), $"seed {seed}: no text '{key}' in {wording.Language}");
                    Assert.DoesNotContain(wording.ParametersOf(key), p => !IsGiven(violation, p));
                    Assert.False(string.IsNullOrWhiteSpace(new ScheduleSentences(wording, index.Problem).Of(violation)));
                }
            }
        }

        Assert.Empty(Wording.English.Keys.Where(k => k.StartsWith("violation.", StringComparison.Ordinal)).Except(said));
    }

    [Fact]
    public void A_violation_is_said_with_names_where_the_problem_is_at_hand()
    {
        var week = new TinyWeek().Stage("S").Changeovers("set", 0, 60).Block("b-1").Block("b-2", look: "y").Place("b-1", 0).Place("b-2", 75);
        var problem = week.Problem();
        problem = problem with { Blocks = [problem.Blocks[0] with { Name = "Night {has} market" }, problem.Blocks[1]] };

        var violation = Assert.Single(ViolationsOf(week.Plan()));

        Assert.Equal(
            "On S, b-2 follows Night {has} market (b-1) after 15 minutes and needs 60 for the changeover.",
            new ScheduleSentences(Wording.English, problem).Of(violation));
        Assert.Equal("在 S，b-2 距 b-1 结束 15 分钟，转景需要 60 分钟。", new ScheduleSentences(Wording.Chinese).Of(violation));
    }

    [Fact]
    public void Blocks_that_overlap_do_not_follow_each_other_after_minus_minutes()
    {
        var week = new TinyWeek().Stage("S").Changeovers("set", 0, 60).Block("b-1", minutes: 120).Block("b-2", look: "y").Place("b-1", 0).Place("b-2", 75);

        var violation = Assert.Single(ViolationsOf(week.Plan()), v => v.Rule == "stage-overlap");

        Assert.Equal(
            "On S, b-2 starts 45 minutes before b-1 is over; after it 60 are needed for the changeover.", new ScheduleSentences(Wording.English).Of(violation));
        Assert.Equal("在 S，b-2 在 b-1 结束前 45 分钟就开始；其后转景还需要 60 分钟。", new ScheduleSentences(Wording.Chinese).Of(violation));
    }

    [Fact]
    public void A_name_stands_alone_unless_another_has_it_too()
    {
        var names = ScheduleNames.Distinct([("b-1", "Night market"), ("b-2", "Court"), ("b-3", "Court"), ("b-4", "")]);

        Assert.Equal(["Night market", "Court (b-2)", "Court (b-3)", "b-4"], new[] { "b-1", "b-2", "b-3", "b-4" }.Select(id => names[id]));
        Assert.EndsWith(
            "push aside Night market, b-9.",
            new ScheduleSentences(Wording.English, new ScheduleNames { Blocks = names }).OfReason("crew-overlap", [new("b-1"), new("b-9")]),
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_reason_says_which_blocks_would_have_to_go()
    {
        var sentences = new ScheduleSentences(Wording.English);

        Assert.EndsWith("push aside a, b.", sentences.OfReason("crew-overlap", [new("a"), new("b")]), StringComparison.Ordinal);
        Assert.Equal("It would fit; the search ended before it was placed.", sentences.OfReason("none", []));
    }

    [Fact]
    public void The_rule_book_holds_the_contracts_rules_in_its_order() =>
        Assert.Equal(HardRules.Ids, RuleBook.Hard.Select(r => r.Id));

    private static List<Violation> ViolationsOf(OrderedPlan plan)
    {
        var found = new List<Violation>();
        foreach (var rule in RuleBook.Hard)
        {
            try
            {
                found.AddRange(rule.Check(plan));
            }
            catch (UnlistedMoveException)
            {
                // Bad input by one rule; the others still speak.
            }
        }

        return found;
    }

    private static bool IsGiven(Violation violation, string parameter) => parameter switch
    {
        "first" or "blocks" => violation.Blocks.Length > 0,
        "second" => violation.Blocks.Length > 1,
        "who" => violation.Who is not null,
        _ => violation.Facts.ContainsKey(parameter),
    };
}
