using System.Globalization;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Layout;

/// <summary>What is wrong in a form, as its reader knows it: the field by its label, a time by the base's clock.</summary>
internal static class FieldFault
{
    /// <param name="field">The label of a path such as <c>$.blocks[1].look</c>.</param>
    /// <param name="clock">Null where a form has no times.</param>
    public static string Say(InputFault fault, Func<string, string> field, Wording words, BaseClock? clock = null) =>
        (!fault.IsOfFile && clock is not null && IsTime(fault.Value, out var time)
            ? new InputFault(field(fault.Path), fault.Key, clock.Moment(time), fault.Most)
            : fault with { Path = field(fault.Path) }).Say(words);

    private static bool IsTime(string? value, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(value, "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
}
