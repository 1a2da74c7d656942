using System.Net;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Access;

namespace StudioScheduler.Server.Tests.Delivery;

/// <summary>The page behind the links of robots and mails, over real HTTP.</summary>
[Collection("Server in process")]
public sealed partial class AcknowledgePageTests(AccessBench bench) : IClassFixture<AccessBench>
{
    [Fact]
    public async Task Looking_shows_the_calls_in_the_crews_language_and_acknowledges_nothing()
    {
        var (recipient, notices) = await ToldAsync(2, "en");
        using var http = Client();
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd("zh");
        var page = await http.GetStringAsync(LinkOf(notices[0]));

        Assert.Contains("NEW Court scene 1", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Court scene 2", page, StringComparison.Ordinal);
        Assert.Contains("There is a newer message", page, StringComparison.Ordinal);
        Assert.All(await NoticesAsync(recipient), n => Assert.Equal(((DateTimeOffset?)null, (DateTimeOffset?)null), (n.SeenAt, n.AcknowledgedAt)));
    }

    [Fact]
    public async Task The_button_acknowledges_what_the_link_was_for_and_nothing_newer()
    {
        var (recipient, notices) = await ToldAsync(2, "zh");
        using var http = Client();
        var page = await http.GetStringAsync(LinkOf(notices[0]));
        Assert.Contains("确认收到", page, StringComparison.Ordinal);
        var answer = await http.PostAsync(LinkOf(notices[0]), new FormUrlEncodedContent(
            [new("__RequestVerificationToken", TokenOf(page)), new("name", "  王制片 ")]));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("王制片", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        var after = await NoticesAsync(recipient);
        Assert.Equal(("王制片", "wecom"), (after[0].AcknowledgedBy, after[0].AcknowledgedWhere));
        Assert.Null(after[1].AcknowledgedAt);
    }

    [Fact]
    public async Task A_changed_link_and_one_of_an_older_epoch_show_nothing()
    {
        var (recipient, notices) = await ToldAsync(1, "zh");
        using var http = Client();
        var link = LinkOf(notices[0]);
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(link + "x")).StatusCode);
        await using var scope = bench.Services.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<StudioDbContext>().Recipients.Where(r => r.Id == recipient)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Epoch, r => r.Epoch + 1));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(link)).StatusCode);
    }

    private HttpClient Client() => new(new HttpClientHandler { AllowAutoRedirect = false, CookieContainer = new() }) { BaseAddress = bench.Address };

    private string LinkOf(Notice notice) => bench.Services.GetRequiredService<AcknowledgeLinks>().Of(notice, "wecom").PathAndQuery;

    private async Task<IReadOnlyList<Notice>> NoticesAsync(Guid recipient)
    {
        await using var scope = bench.Services.CreateAsyncScope();
        return await scope.ServiceProvider.GetRequiredService<StudioDbContext>().Notices.AsNoTracking()
            .Where(n => n.RecipientId == recipient).OrderBy(n => n.Sequence).ToListAsync();
    }

    /// <summary>A crew of its own with sent notices.</summary>
    private async Task<(Guid Recipient, List<Notice> Notices)> ToldAsync(int count, string language)
    {
        await using var scope = bench.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        var like = await db.Crews.AsNoTracking().OrderBy(c => c.Id).FirstAsync();
        var crew = new Crew { BaseId = like.BaseId, Id = $"crew-{Guid.NewGuid():N}", ProductionId = like.ProductionId, Name = "Crew", Language = language };
        var recipient = new Recipient { Id = Guid.CreateVersion7(), BaseId = crew.BaseId, Kind = RecipientKind.Crew, Subject = crew.Id, LastSequence = count };
        var at = DateTimeOffset.UnixEpoch.AddYears(56);
        var notices = Enumerable.Range(1, count).Select(i => new Notice
        {
            Id = Guid.CreateVersion7(), BaseId = crew.BaseId, RecipientId = recipient.Id, Epoch = 1, Sequence = i, Version = i, PublishedAt = at, SentAt = at,
            Changes = [new($"b-{i}", $"Court scene {i}", ChangeKind.New, null, new("s1", "Court", at, at.AddHours(2)))],
        }).ToList();
        db.Add(crew);
        db.Add(recipient);
        db.AddRange(notices);
        await db.SaveChangesAsync();
        return (recipient.Id, notices);
    }

    private static string TokenOf(string page) => WebUtility.HtmlDecode(Token().Match(page).Groups[1].Value);

    [GeneratedRegex("__RequestVerificationToken\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
