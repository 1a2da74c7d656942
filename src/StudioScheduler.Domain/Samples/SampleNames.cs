using System.Globalization;

namespace StudioScheduler.Domain.Samples;

/// <summary>Invented names in Chinese with their English, as the call boards of a base show them. None is meant for anybody.</summary>
internal static class SampleNames
{
    public static readonly IReadOnlyList<(string Chinese, string English, SampleGenre Genre)> Titles =
    [
        ("千金归来", "The Heiress Returns", SampleGenre.Modern),
        ("长安夜雨", "Night Rain over Chang'an", SampleGenre.Costume),
        ("总裁的隐婚妻", "The CEO's Secret Wife", SampleGenre.Modern),
        ("九霄剑主", "Sword Lord of the Ninth Sky", SampleGenre.Fantasy),
        ("重生之商界女王", "Reborn: Queen of Business", SampleGenre.Modern),
        ("凤还巢", "The Phoenix Comes Home", SampleGenre.Costume),
        ("闪婚老公是大佬", "My Flash-Marriage Tycoon", SampleGenre.Modern),
        ("星海孤舟", "Lone Boat on the Sea of Stars", SampleGenre.Fantasy),
        ("急诊室的她", "Her Night in the ER", SampleGenre.Modern),
        ("锦衣密探", "The Brocade Spy", SampleGenre.Costume),
        ("龙王赘婿", "The Dragon King's Son-in-Law", SampleGenre.Modern),
        ("天界送外卖", "Takeaway to Heaven", SampleGenre.Fantasy),
        ("萌宝来袭", "Here Come the Twins", SampleGenre.Modern),
        ("庶女谋", "The Second Daughter's Gambit", SampleGenre.Costume),
        ("雨夜便利店", "The Rainy-Night Store", SampleGenre.Modern),
        ("末日倒计时", "Doomsday Countdown", SampleGenre.Fantasy),
        ("律政新人", "The New Counsel", SampleGenre.Modern),
        ("江湖不夜城", "City That Never Sleeps", SampleGenre.Costume),
        ("民国侦探社", "The Republic Detectives", SampleGenre.Modern),
        ("山海奇缘", "Mountains and Seas", SampleGenre.Fantasy),
        ("亲爱的邻居", "Dear Neighbour", SampleGenre.Modern),
        ("将军请留步", "General, Please Stay", SampleGenre.Costume),
        ("电竞之光", "Light of the Arena", SampleGenre.Modern),
        ("狐妖客栈", "The Fox Spirit's Inn", SampleGenre.Fantasy),
        ("豪门替身", "The Stand-In Bride", SampleGenre.Modern),
        ("大唐女捕快", "Constable of the Tang", SampleGenre.Costume),
        ("婆婆再爱我一次", "Mother-in-Law, Love Me Again", SampleGenre.Modern),
        ("穿越到一九九二", "Back to 1992", SampleGenre.Modern),
        ("御膳小厨娘", "The Palace Kitchen Maid", SampleGenre.Costume),
        ("机甲少年", "The Mecha Boy", SampleGenre.Fantasy),
    ];

    private static readonly (string Chinese, string English)[] Surnames =
    [
        ("王", "Wang"), ("李", "Li"), ("张", "Zhang"), ("刘", "Liu"), ("陈", "Chen"), ("杨", "Yang"), ("赵", "Zhao"), ("黄", "Huang"),
        ("周", "Zhou"), ("吴", "Wu"), ("徐", "Xu"), ("孙", "Sun"), ("胡", "Hu"), ("朱", "Zhu"), ("高", "Gao"), ("林", "Lin"),
        ("何", "He"), ("郭", "Guo"), ("马", "Ma"), ("罗", "Luo"), ("梁", "Liang"), ("宋", "Song"), ("郑", "Zheng"), ("谢", "Xie"),
        ("韩", "Han"), ("唐", "Tang"), ("冯", "Feng"), ("于", "Yu"), ("董", "Dong"), ("萧", "Xiao"), ("程", "Cheng"), ("沈", "Shen"),
    ];

    private static readonly (string Chinese, string English)[] FirstSyllables =
    [
        ("晓", "xiao"), ("雨", "yu"), ("子", "zi"), ("思", "si"), ("佳", "jia"), ("梦", "meng"), ("一", "yi"), ("嘉", "jia"),
        ("文", "wen"), ("若", "ruo"), ("景", "jing"), ("书", "shu"), ("天", "tian"), ("明", "ming"), ("泽", "ze"), ("心", "xin"),
        ("云", "yun"), ("可", "ke"), ("俊", "jun"), ("安", "an"),
    ];

    private static readonly (string Chinese, string English)[] LastSyllables =
    [
        ("涵", "han"), ("轩", "xuan"), ("怡", "yi"), ("宇", "yu"), ("婷", "ting"), ("辰", "chen"), ("琪", "qi"), ("杰", "jie"),
        ("瑶", "yao"), ("博", "bo"), ("彤", "tong"), ("浩", "hao"), ("妍", "yan"), ("凡", "fan"), ("溪", "xi"), ("航", "hang"),
        ("宁", "ning"), ("诺", "nuo"), ("霖", "lin"), ("菲", "fei"),
    ];

    /// <summary>A different name for each number below <see cref="PersonCount"/>, which are mixed by <paramref name="dice"/>.</summary>
    public static IEnumerable<(string Chinese, string English)> People(SampleDice dice)
    {
        var numbers = Enumerable.Range(0, PersonCount).ToArray();
        dice.Shuffle(numbers.AsSpan());
        return numbers.Select(n =>
        {
            var surname = Surnames[n % Surnames.Length];
            var first = FirstSyllables[n / Surnames.Length % FirstSyllables.Length];
            var last = LastSyllables[n / Surnames.Length / FirstSyllables.Length];
            var given = char.ToUpperInvariant(first.English[0]) + first.English[1..] + last.English;
            return (surname.Chinese + first.Chinese + last.Chinese, $"{surname.English} {given}");
        });
    }

    public static int PersonCount => Surnames.Length * FirstSyllables.Length * LastSyllables.Length;

    /// <summary>Padded so that ids of one list sort as they count.</summary>
    public static string Number(int number, int highest, int leastDigits)
    {
        var digits = Math.Max(leastDigits, highest.ToString(CultureInfo.InvariantCulture).Length);
        return number.ToString(CultureInfo.InvariantCulture).PadLeft(digits, '0');
    }
}
