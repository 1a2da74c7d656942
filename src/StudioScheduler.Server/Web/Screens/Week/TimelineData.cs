using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Bases;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;

namespace StudioScheduler.Server.Web.Screens.Week;

/// <summary>What <c>timeline.js</c> draws; times are milliseconds since 1970.</summary>
public sealed record TimelineData(
    long From, long To, long Now, int Step, bool Editable, string Corner, IReadOnlyList<TimelineDay> Days, IReadOnlyList<TimelineRow> Rows)
{
    public static TimelineData Of(WeekView view, BaseClock clock, Wording words)
    {
        var bars = Bars(view, clock, words).ToLookup(b => b.StageId, b => b.Bar);
        var closures = view.Closures.ToLookup(c => c.StageId);
        var today = DateOnly.FromDateTime(clock.Local(view.Now).DateTime);
        return new(Ms(view.Week.From), Ms(view.Week.To), Ms(view.Now), view.Base.StepMinutes, view.Draft is not null && !view.IsRunning, words.Say("week.stages", ("count", view.Stages.Count)),
            [.. Enumerable.Range(0, 7).Select(d => view.Week.Monday.AddDays(d)).Select(d => new TimelineDay(
                Ms(BaseWeek.StartOfDay(view.Base.TimeZone, d)), Ms(BaseWeek.StartOfDay(view.Base.TimeZone, d.AddDays(1))), clock.Day(d), d == today))],
            [.. view.Stages.Select(s => new TimelineRow(s.Id, BilingualName.In(words.Language, s.Name), $"¥{s.HourlyRate}/h · {s.Zone}",
                [.. closures[s.Id].Select(c => new TimelineClosure(
                    Math.Max(Ms(c.From), Ms(view.Week.From)), Math.Min(Ms(c.To), Ms(view.Week.To)),
                    words.Say("week.closed", ("reason", BilingualName.In(words.Language, c.Reason)))))],
                [.. bars[s.Id].OrderBy(b => b.From)]))]);
    }

    private static IEnumerable<(string StageId, TimelineBar Bar)> Bars(WeekView view, BaseClock clock, Wording words)
    {
        var frozenUntil = view.Now.AddMinutes(view.Base.FreezeMinutes);
        foreach (var (id, block) in view.Blocks)
        {
            var was = view.Published.GetValueOrDefault(id);
            // Without a draft the plan is shown; a placement of the draft outside its horizon does not exist, the plan's stays.
            var isDecided = view.Draft is { } draft && (was is null || (was.Start >= view.Now && was.Start >= draft.HorizonFrom && was.Start < draft.DecidesUntil));
            var now = isDecided ? view.Drafted.GetValueOrDefault(id) : was;
            if (now is not null && now.Start < view.Week.To && now.End > view.Week.From)
            {
                var state = StateOf(block, was, now);
                yield return (now.StageId, Bar(block, now, state, state == "same" && now.Start < frozenUntil));
            }

            if (was is not null && (now is null || now.StageId != was.StageId || now.Start != was.Start))
            {
                yield return (was.StageId, Bar(block, was, "gone", false));
            }
        }

        foreach (var option in view.Options.Where(o => view.Blocks.ContainsKey(o.BlockId) && !view.Drafted.ContainsKey(o.BlockId)))
        {
            var block = view.Blocks[option.BlockId];
            yield return (option.StageId, Bar(block, new(option.StageId, option.Start, option.Start.AddMinutes(block.DurationMinutes), false), "option", false));
        }

        TimelineBar Bar(ShootingBlock block, Spot spot, string state, bool isFrozen)
        {
            var crew = BilingualName.In(words.Language, view.CrewName(block.CrewId));
            var sign = words.Say($"week.state.{state}");
            var extra = (spot.IsPinned ? $" · {words.Say("week.pinned")}" : "") + (isFrozen ? $" · {words.Say("week.frozen")}" : "");
            return new(block.Id, $"{block.Id}/{state}", Ms(spot.Start), Ms(spot.End), MarkOf(state, spot.IsPinned, isFrozen), crew,
                $"{sign}{extra} · {crew} · {BilingualName.In(words.Language, block.Name)} · {block.Id} · {clock.Range(spot.Start, spot.End)}", state, spot.IsPinned || isFrozen);
        }
    }

    private static string StateOf(ShootingBlock block, Spot? was, Spot now) => block switch
    {
        { WrappedAt: not null } => "wrapped",
        { StartedAt: not null } => "running",
        _ when was is null => "new",
        _ when was.StageId != now.StageId || was.Start != now.Start => "moved",
        _ => "same",
    };

    private static string MarkOf(string state, bool isPinned, bool isFrozen) => (isPinned ? "◆" : isFrozen ? "■" : "") + state switch
    {
        "new" => "＋", "moved" => "⇄", "gone" => "×", "running" => "▶", "wrapped" => "✓", "option" => "◇", _ => "",
    };

    private static long Ms(DateTimeOffset instant) => instant.ToUnixTimeMilliseconds();
}

public sealed record TimelineDay(long From, long To, string Name, bool Today);

public sealed record TimelineRow(string Id, string Name, string Note, IReadOnlyList<TimelineClosure> Closed, IReadOnlyList<TimelineBar> Bars);

public sealed record TimelineClosure(long From, long To, string Reason);

/// <param name="Key">Unique on the page; a block can show twice, where it was and where it goes.</param>
/// <param name="Mark">State as a sign, because colour alone does not say it to everybody.</param>
/// <param name="Fixed">Pinned by a person, or inside the freeze.</param>
public sealed record TimelineBar(string Id, string Key, long From, long To, string Mark, string Text, string Label, string State, bool Fixed);
