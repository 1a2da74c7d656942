using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Tests.Web.Language;

public sealed class BilingualNameTests
{
    [Theory]
    [InlineData("急诊室 Emergency room 12", "急诊室 12", "Emergency room 12")]
    [InlineData("大唐女捕快 30-1 书房 Scholar's study", "大唐女捕快 30-1 书房", "30-1 Scholar's study")]
    [InlineData("大唐女捕快剧组 Constable of the Tang 2026-11-30", "大唐女捕快剧组 2026-11-30", "Constable of the Tang 2026-11-30")]
    [InlineData("穿越到一九九二剧组 Back to 1992", "穿越到一九九二剧组", "Back to 1992")]
    [InlineData("重生〇八 Reborn 08", "重生〇八", "Reborn 08")]
    [InlineData("Emergency room 12", "Emergency room 12", "Emergency room 12")]
    [InlineData("急诊室", "急诊室", "急诊室")]
    public void Each_reader_gets_their_own_half_and_what_stands_for_both(string name, string chinese, string english)
    {
        Assert.Equal(chinese, BilingualName.In("zh", name));
        Assert.Equal(english, BilingualName.In("en", name));
    }
}
