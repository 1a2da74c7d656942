using System.Text.RegularExpressions;

namespace StudioScheduler.Server.Web.Language;

/// <summary>
/// Names that people gave in both languages, <c>急诊室 Emergency room 12</c>, as the reader's alone; a number or date at the end belongs to both.
/// A name in one script stays as it is.
/// </summary>
internal static partial class BilingualName
{
    private const string ChineseDigits = "零一二三四五六七八九";

    public static string In(string language, string name)
    {
        if (Both().Match(name) is not { Success: true } found)
        {
            return name;
        }

        var (chinese, english, number) = (found.Groups["zh"].Value, found.Groups["en"].Value, found.Groups["number"].Value);
        // A scene's number, 30-1, stands among the Chinese words and belongs to the English ones too.
        var scene = Scene().Match(chinese).Value;
        // Back to 1992 is 一九九二 already: a number that the Chinese words spell is the English title's own.
        var shared = number.Length > 0 && Digits(chinese).Contains(number, StringComparison.Ordinal) ? "" : number;
        return (language == "zh" ? $"{chinese} {shared}" : $"{scene} {english} {number}").Trim();
    }

    /// <summary>With Chinese digits as Arabic ones.</summary>
    private static string Digits(string chinese) => string.Concat(chinese.Select(c => c switch
    {
        '〇' => '0',
        _ when ChineseDigits.IndexOf(c, StringComparison.Ordinal) is >= 0 and var digit => (char)('0' + digit),
        _ => c,
    }));

    [GeneratedRegex(@"^(?<zh>.*[\u4e00-\u9fff]\S*)\s+(?<en>[A-Za-z][^\u4e00-\u9fff]*?)(?:\s+(?<number>\d[\d-]*))?$")]
    private static partial Regex Both();

    [GeneratedRegex(@"\b\d+-\d+\b")]
    private static partial Regex Scene();
}
