using StudioScheduler.Engine.Rules;
using StudioScheduler.Engine.Rules.Hard;

namespace StudioScheduler.Tests.Rules;

public class GuardFenceTests
{
    private static readonly Type[] EngineTypes = typeof(Rule).Assembly.GetTypes();

    [Fact]
    public void Every_rule_has_a_guard_in_the_search() => Assert.Empty(GuardFence.Breaches(RuleBook.All, EngineTypes));

    [Fact]
    public void A_rule_without_a_guard_is_found()
    {
        var breach = Assert.Single(GuardFence.Breaches([new GridRule(), new PinRule()], [typeof(KeepsTheGrid)]));

        Assert.Contains("no guard for 'pin'", breach, StringComparison.Ordinal);
    }

    [Guards(typeof(GridRule))]
    private sealed class KeepsTheGrid;
}
