namespace StudioScheduler.Domain.Samples;

/// <summary>What sets are dressed as and what LED volumes show.</summary>
/// <param name="Id">As in files.</param>
/// <param name="Genre">Which dramas shoot in it.</param>
internal sealed record SampleLook(string Id, string Chinese, string English, SampleGenre Genre, SamplePlace Place)
{
    /// <summary>No children in it.</summary>
    public bool IsForAdults => Id is "bar" or "prison";
}

[Flags]
internal enum SampleGenre
{
    Modern = 1,
    Costume = 2,
    Fantasy = 4,
    Every = Modern | Costume | Fantasy,
}

internal enum SamplePlace
{
    Interior,
    Backlot,
    Virtual,
    Green,
}

internal static class SampleLooks
{
    public static readonly SampleLook Green = new("green", "绿幕", "Green screen", SampleGenre.Every, SamplePlace.Green);

    /// <summary>A base builds its sets in this order; the most rented ones first.</summary>
    public static readonly IReadOnlyList<SampleLook> Interiors =
    [
        Interior("ceo-office", "总裁办公室", "CEO office", SampleGenre.Modern),
        Interior("villa", "别墅", "Villa", SampleGenre.Modern),
        Interior("hospital", "医院", "Hospital", SampleGenre.Modern),
        Interior("banquet-hall", "宴会厅", "Banquet hall", SampleGenre.Modern),
        Interior("palace", "大殿", "Palace hall", SampleGenre.Costume | SampleGenre.Fantasy),
        Interior("apartment", "公寓", "Apartment", SampleGenre.Modern),
        Interior("inn", "客栈", "Inn", SampleGenre.Costume | SampleGenre.Fantasy),
        Interior("police", "派出所", "Police station", SampleGenre.Modern),
        Interior("study", "书房", "Scholar's study", SampleGenre.Costume | SampleGenre.Fantasy),
        Interior("court", "法庭", "Courtroom", SampleGenre.Modern),
        Interior("teahouse", "茶楼", "Teahouse", SampleGenre.Costume),
        Interior("school", "教室", "Classroom", SampleGenre.Modern),
        Interior("hotel", "酒店客房", "Hotel room", SampleGenre.Modern),
        Interior("bar", "酒吧", "Bar", SampleGenre.Modern),
        Interior("prison", "监狱", "Prison", SampleGenre.Modern | SampleGenre.Costume),
        Interior("cafe", "咖啡馆", "Cafe", SampleGenre.Modern),
        Interior("farmhouse", "农家院", "Farmhouse", SampleGenre.Every),
    ];

    public static readonly IReadOnlyList<SampleLook> Backlots =
    [
        new("ancient-street", "古街", "Ancient street", SampleGenre.Costume | SampleGenre.Fantasy, SamplePlace.Backlot),
        new("modern-street", "现代街区", "Modern street", SampleGenre.Modern, SamplePlace.Backlot),
        new("garden", "园林", "Garden", SampleGenre.Every, SamplePlace.Backlot),
        new("village", "村落", "Village", SampleGenre.Every, SamplePlace.Backlot),
    ];

    public static readonly IReadOnlyList<SampleLook> Virtuals =
    [
        new("v-city-night", "都市夜景", "City at night", SampleGenre.Modern, SamplePlace.Virtual),
        new("v-car", "车内行驶", "Driving car", SampleGenre.Modern, SamplePlace.Virtual),
        new("v-sky-palace", "天宫", "Sky palace", SampleGenre.Costume | SampleGenre.Fantasy, SamplePlace.Virtual),
        new("v-desert", "大漠", "Desert", SampleGenre.Every, SamplePlace.Virtual),
        new("v-space", "星际", "Space", SampleGenre.Fantasy, SamplePlace.Virtual),
        new("v-forest", "迷雾森林", "Misty forest", SampleGenre.Every, SamplePlace.Virtual),
    ];

    private static SampleLook Interior(string id, string chinese, string english, SampleGenre genre) =>
        new(id, chinese, english, genre, SamplePlace.Interior);
}
