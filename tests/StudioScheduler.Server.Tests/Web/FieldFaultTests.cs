using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens.Layout;

namespace StudioScheduler.Server.Tests.Web;

public sealed class FieldFaultTests
{
    private static readonly InputFault Past = new("$.blocks[0].windowTo", "refusal.window-is-past", "2026-03-15T16:00:00.0000000+00:00");

    [Theory]
    [InlineData("en", "to day: the window ends at Mon 16 Mar 00:00;")]
    [InlineData("zh", "to day：窗口到 3月16日周一 00:00 为止")]
    public void A_time_is_said_by_the_clock_of_the_base(string language, string beginning)
    {
        var words = Wording.For(language);

        Assert.StartsWith(beginning, FieldFault.Say(Past, _ => "to day", words, new BaseClock("Asia/Shanghai", words)), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_other_value_stays_as_it_was_entered() => Assert.StartsWith(
        "地址：12:00 不是",
        FieldFault.Say(new("$.address", "refusal.address", "12:00"), _ => "地址", Wording.Chinese, new BaseClock("Asia/Shanghai", Wording.Chinese)),
        StringComparison.Ordinal);

    // The reader of planning files says it, and the form names its own field.
    [Fact]
    public void What_no_planning_file_may_hold_is_said_in_its_reader_s_words()
    {
        var fault = InputFault.Of("$.blocks[0].priority", new Fault("blocks[0].priority", "11", "fault.range", ("least", "1"), ("most", "10")));

        var said = FieldFault.Say(fault, _ => "Block 1, priority", Wording.English, new BaseClock("Asia/Shanghai", Wording.English));

        Assert.StartsWith("Block 1, priority: ", said, StringComparison.Ordinal);
        Assert.Contains("11", said, StringComparison.Ordinal);
        Assert.DoesNotContain("{", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "1 value cannot")]
    [InlineData(2, "2 values cannot")]
    public void A_form_counts_its_faults_in_good_English(int count, string beginning) =>
        Assert.StartsWith(beginning, new Invalid([.. Enumerable.Repeat(Past, count)]).Say(Wording.English), StringComparison.Ordinal);
}
