using System.Text.RegularExpressions;

namespace StudioScheduler.Server.Web.Language;

/// <summary>
/// Names that people gave in both languages, <c>急诊室 Emergency room 12</c>, as the reader's alone; a number at the end belongs to both.
/// A name in one script stays as it is.
/// </summary>
internal static partial class BilingualName
{
    public static string In(string language, string name) => Both().Match(name) is not { Success: true } found ? name
        : language == "zh"
            ? (found.Groups["zh"].Value + " " + found.Groups["number"].Value).Trim()
            : (found.Groups["en"].Value + " " + found.Groups["number"].Value).Trim();

    [GeneratedRegex(@"^(?<zh>[^\sA-Za-z]*[\u4e00-\u9fff][^\sA-Za-z]*)\s+(?<en>[A-Za-z][^\u4e00-\u9fff]*?)(?:\s+(?<number>\d+))?$")]
    private static partial Regex Both();
}
