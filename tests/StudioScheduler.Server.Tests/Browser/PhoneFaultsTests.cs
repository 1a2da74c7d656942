using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Tests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace StudioScheduler.Server.Tests.Browser;

/// <summary>A crew's phone in a bad world: answers that fail, lines that die without a word, notices that were taken back, a server that was restored.</summary>
[Collection("Browser")]
public class PhoneFaultsTests(Infrastructure.Browser browser, PhoneBench bench) : IClassFixture<PhoneBench>
{
    private const string Acknowledgements = "**/acknowledgements";
    private const string Receipts = "**/receipts";
    private const int NoAnswer = 0;
    private static readonly Wording W = Wording.English;

    [SkippableTheory]
    [InlineData(503, true)]
    [InlineData(404, true)]
    [InlineData(NoAnswer, true)]
    [InlineData(503, false)]
    [InlineData(429, false)]
    public async Task A_confirmation_that_failed_is_sent_again_while_the_stream_stays_open(int status, bool beats)
    {
        await using var phone = await ToldAsync(beats ? bench.Beating : bench.Quiet);
        var streams = 0;
        phone.Page.Request += (_, request) => streams += request.Url.Contains("/stream", StringComparison.Ordinal) ? 1 : 0;
        var posts = 0;
        await phone.Page.RouteAsync(Acknowledgements, route => ++posts == 1 ? FailAsync(route, status) : route.ContinueAsync());

        await phone.Button.ClickAsync();
        await Until.TrueAsync("it is sent again", 20, async () =>
        {
            if (!beats && posts > 0)
            {
                await phone.PassAsync(30);
            }

            return posts > 1;
        });
        await Expect(phone.Confirm).ToBeHiddenAsync();
        Assert.True(await phone.IsAcknowledgedAsync());
        Assert.Equal((2, 0), (posts, streams));
    }

    [SkippableFact]
    public async Task A_confirmation_under_way_is_not_sent_twice_and_one_that_is_never_answered_is_sent_again()
    {
        await using var phone = await ToldAsync(bench.Beating);
        var posts = 0;
        await phone.Page.RouteAsync(Acknowledgements, route => ++posts == 1 ? Task.CompletedTask : route.ContinueAsync());

        await phone.Button.ClickAsync();
        await Expect(phone.Button).ToHaveTextAsync(W.Say("phone.acknowledging"));
        await Expect(phone.Button).ToBeDisabledAsync();
        for (var beat = 0; beat < 3; beat++)
        {
            await phone.HeardAsync();
        }

        Assert.Equal(1, posts);
        await phone.PassAsync(20);
        await Expect(phone.Confirm).ToBeHiddenAsync();
        Assert.True(await phone.IsAcknowledgedAsync());
    }

    [SkippableFact]
    public async Task A_receipt_that_failed_is_sent_again_with_the_next_beat()
    {
        await using var phone = await bench.PhoneAsync(browser, bench.Beating);
        await phone.Server.TellAsync(phone.Crew, 1);
        var posts = 0;
        await phone.Page.RouteAsync(Receipts, route => ++posts == 1 ? FailAsync(route, 503) : route.ContinueAsync());
        await phone.OpenAsync();

        await Until.TrueAsync("the server knows that it was seen", 20, async () => (await phone.Server.NoticesAsync(phone.Crew)).All(n => n.SeenAt is not null));
        await phone.HeardAsync();
        await phone.HeardAsync();
        Assert.Equal(2, posts);
    }

    [SkippableTheory]
    [InlineData(401)]
    [InlineData(403)]
    public async Task A_link_that_is_no_longer_valid_is_said_and_the_confirmation_waits_for_a_new_one(int status)
    {
        await using var phone = await ToldAsync(bench.Quiet);
        await phone.Page.RouteAsync(Acknowledgements, route => FailAsync(route, status));
        await phone.Button.ClickAsync();

        await Expect(phone.Link).ToContainTextAsync("Ask the base for a new link");
        await phone.PassAsync(90);
        await Expect(phone.Link).ToContainTextAsync("Ask the base for a new link");
        await phone.Page.UnrouteAsync(Acknowledgements);
        await phone.SignInAsync();
        await phone.OpenAsync();
        await Expect(phone.Link).ToHaveTextAsync(W.Say("phone.live"));
        await Until.TrueAsync("the server has it", 20, phone.IsAcknowledgedAsync);
        await Expect(phone.Confirm).ToBeHiddenAsync();
    }

    [SkippableFact]
    public async Task A_confirmation_that_the_server_calls_void_is_given_back_to_the_person()
    {
        await using var phone = await ToldAsync(bench.Beating);
        await phone.Page.RouteAsync(Acknowledgements, route => FailAsync(route, 409));
        await phone.Button.ClickAsync();

        await Expect(phone.Button).ToHaveTextAsync(W.Say("phone.acknowledge"));
        await Expect(phone.Button).ToBeEnabledAsync();
    }

    [SkippableFact]
    public async Task After_a_restore_of_the_server_the_phone_asks_for_the_new_numbers_and_forgets_the_old()
    {
        await using var phone = await ToldAsync(bench.Beating, notices: 2);
        await phone.Page.RouteAsync(Acknowledgements, route => FailAsync(route, 503));
        await phone.Button.ClickAsync();
        await Expect(phone.Button).ToBeDisabledAsync();

        var recipient = await phone.Server.RecipientAsync(phone.Crew);
        await phone.Server.RunAsync<StudioDbContext, int>(db => db.Recipients.Where(r => r.Id == recipient.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(r => r.Epoch, r => r.Epoch + 1).SetProperty(r => r.LastSequence, 0)));
        await phone.Server.TellAsync(phone.Crew, 1);
        await Expect(phone.Notices).ToHaveCountAsync(1);
        await Expect(phone.Button).ToBeEnabledAsync();
        await Until.TrueAsync("the server knows that it was seen", 20, async () => (await NewestAsync(phone)).SeenAt is not null);

        await phone.Page.UnrouteAsync(Acknowledgements);
        await phone.Button.ClickAsync();
        await Expect(phone.Confirm).ToBeHiddenAsync();
        Assert.NotNull((await NewestAsync(phone)).AcknowledgedAt);
    }

    [SkippableFact]
    public async Task A_notice_that_was_taken_back_alarms_nobody_and_is_not_listed()
    {
        await using var phone = await bench.PhoneAsync(browser, bench.Quiet);
        await phone.OpenAsync();
        await Expect(phone.Link).ToHaveTextAsync(W.Say("phone.live"));

        await phone.TellTakenBackAsync();
        await Until.TrueAsync("the page has it", 20, async () => (await phone.KeptAsync()).GetProperty("sequence").GetInt32() == 1);
        await Expect(phone.Notices).ToHaveCountAsync(0);
        await phone.Server.TellAsync(phone.Crew, 1);
        await Expect(phone.Notices).ToHaveCountAsync(1);
        await Expect(phone.Notices).ToContainTextAsync("Scene 2");
        Assert.Equal("200", await phone.Page.EvaluateAsync<string>("shaken.join()"));
    }

    [SkippableFact]
    public async Task A_line_that_dies_without_a_word_is_shown_and_opened_anew()
    {
        await using var line = new TcpFaultProxy(bench.Beating.Address.Port);
        await using var phone = await bench.PhoneAsync(browser, bench.Beating, port: line.Port);
        await phone.OpenAsync();
        await Expect(phone.Link).ToHaveTextAsync(W.Say("phone.live"));

        line.Faults = new(IsBlackHole: true);
        await phone.PassAsync(75);
        await Expect(phone.Link).ToContainTextAsync("No connection");
        await phone.PassAsync(25);
        await Expect(phone.Link).ToContainTextAsync("No connection");

        line.Faults = new();
        line.ResetAll();
        await phone.PassAsync(3);
        await Expect(phone.Link).ToHaveTextAsync(W.Say("phone.live"));
        await phone.Server.TellAsync(phone.Crew, 1);
        await Expect(phone.Notices).ToHaveCountAsync(1);
    }

    [SkippableFact]
    public async Task A_line_whose_heart_beats_is_left_alone()
    {
        await using var phone = await bench.PhoneAsync(browser, bench.Beating);
        var streams = 0;
        phone.Page.Request += (_, request) => streams += request.Url.Contains("/stream", StringComparison.Ordinal) ? 1 : 0;
        await phone.OpenAsync();
        for (var i = 0; i < 4; i++)
        {
            await phone.HeardAsync();
            await phone.PassAsync(30);
        }

        await Expect(phone.Link).ToHaveTextAsync(W.Say("phone.live"));
        Assert.Equal(1, streams);
    }

    [SkippableFact]
    public async Task A_notice_that_was_sent_between_the_servers_two_looks_is_shown_and_can_be_confirmed()
    {
        await using var phone = await bench.PhoneAsync(browser, bench.Quiet);
        await phone.Server.TellAsync(phone.Crew, 2);
        await Until.TrueAsync("both are sent", 20, async () => (await phone.Server.NoticesAsync(phone.Crew)).All(n => n.SentAt is not null));
        await phone.Page.RouteAsync($"**/api/recipients/crew/{phone.Crew}", async route =>
        {
            var answer = await route.FetchAsync();
            var all = JsonNode.Parse(await answer.TextAsync())!;
            var change = all["notices"]![0]!["changes"]![0]!;
            all["snapshot"]!["calls"] = new JsonArray(new JsonObject { ["block"] = change["block"]!.DeepClone(), ["name"] = change["name"]!.DeepClone(), ["at"] = change["after"]!.DeepClone() });
            all["notices"]!.AsArray().RemoveAt(0);
            await route.FulfillAsync(new() { Response = answer, Body = all.ToJsonString() });
        });
        await phone.OpenAsync();

        await Expect(phone.Notices).ToHaveCountAsync(2);
        await Expect(phone.Notices.First).ToContainTextAsync("Scene 2");
        await Expect(phone.Page.Locator("li.call")).ToHaveCountAsync(1);
        await phone.Button.ClickAsync();
        await Expect(phone.Confirm).ToBeHiddenAsync();
        Assert.True(await phone.IsAcknowledgedAsync());
    }

    [SkippableTheory]
    [InlineData("zh")]
    [InlineData("en")]
    public async Task What_is_under_way_and_what_is_lost_reads_well_in_both_languages(string language)
    {
        var words = language == "zh" ? Wording.Chinese : W;
        await using var phone = await ToldAsync(bench.Quiet, language: language == "zh" ? "zh-CN" : "en-GB");
        await phone.Page.RouteAsync(Acknowledgements, _ => Task.CompletedTask);
        await phone.Button.ClickAsync();
        await Expect(phone.Button).ToHaveTextAsync(words.Say("phone.acknowledging"));
        await phone.Page.PictureAsync($"phone-acknowledging-{language}");

        await phone.Page.RouteAsync("**/api/**", route => route.AbortAsync());
        await phone.PassAsync(75);
        await Expect(phone.Link).ToHaveClassAsync("link off");
        await Expect(phone.Button).ToHaveTextAsync(words.Say("phone.acknowledge-later"));
        await phone.Page.PictureAsync($"phone-offline-{language}");
        Assert.True(await phone.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") <= 0, "the page is wider than the phone");
    }

    /// <summary>A phone on a line that lives, with something to confirm.</summary>
    private async Task<Phone> ToldAsync(LiveServer server, int notices = 1, string language = "en-GB")
    {
        var phone = await bench.PhoneAsync(browser, server, language);
        await server.TellAsync(phone.Crew, notices);
        await phone.OpenAsync();
        await Expect(phone.Link).ToHaveClassAsync("link live");
        await Expect(phone.Notices).ToHaveCountAsync(notices);
        await Expect(phone.Button).ToBeEnabledAsync();
        return phone;
    }

    private static async Task<Notice> NewestAsync(Phone phone) => (await phone.Server.NoticesAsync(phone.Crew)).MaxBy(n => n.Epoch)!;

    private static Task FailAsync(IRoute route, int status) => status == NoAnswer ? route.AbortAsync()
        : route.FulfillAsync(new() { Status = status, ContentType = "application/problem+json", Body = "{}" });
}
