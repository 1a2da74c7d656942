using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.EntityFrameworkCore;
using StudioScheduler.Domain.Words;
using StudioScheduler.Server.Accounts;
using StudioScheduler.Server.Outcomes;
using StudioScheduler.Server.Requests;
using StudioScheduler.Server.Storage;
using StudioScheduler.Server.Storage.Model;
using StudioScheduler.Server.Web.Language;
using StudioScheduler.Server.Web.Screens.Layout;

namespace StudioScheduler.Server.Web.Screens.Requests;

/// <summary>A producer asks for stage time: several blocks at once.</summary>
public sealed partial class RequestFormPage
{
    private readonly RequestForm form = new();
    private Visitor visitor = default!;
    private string baseId = "";
    private BaseClock? clock;
    private int step = 15;
    private DateOnly firstDay;
    private List<Crew> crews = [];
    private List<Stage> stages = [];
    private IReadOnlyList<Person> people = [];
    private IReadOnlyList<string> looks = [];
    private IReadOnlyList<string> faults = [];
    private string? problem;
    private bool isBusy;

    [CascadingParameter]
    private Task<AuthenticationState> Authentication { get; set; } = default!;

    [Inject]
    private IServiceScopeFactory Scopes { get; set; } = default!;

    [Inject]
    private TimeProvider Time { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    private static Wording W => Languages.Current;

    protected override async Task OnInitializedAsync()
    {
        visitor = (await Authentication).User.Visitor();
        baseId = Access.BaseOf(visitor) ?? "";
        await using var scope = Scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<StudioDbContext>();
        if (await db.Bases.AsNoTracking().SingleOrDefaultAsync(b => b.Id == baseId) is not { } studio)
        {
            return;
        }

        var mine = Access.ProductionsOf(visitor, baseId);
        crews = await db.Crews.AsNoTracking().Where(c => c.BaseId == baseId && c.EndsOn == null && (mine == null || mine.Contains(c.ProductionId)))
            .OrderBy(c => c.Id).ToListAsync();
        stages = await db.Stages.AsNoTracking().Where(s => s.BaseId == baseId).OrderBy(s => s.Position).ToListAsync();
        var blocks = await db.Blocks.AsNoTracking().Where(b => b.BaseId == baseId && (mine == null || mine.Contains(b.ProductionId))).ToListAsync();
        // A producer sees the cast of their own productions; who else works at the base is not theirs to know.
        var cast = blocks.SelectMany(b => b.People).ToHashSet(StringComparer.Ordinal);
        people = [.. (await db.People.AsNoTracking().Where(p => p.BaseId == baseId).OrderBy(p => p.Id).ToListAsync()).Where(p => cast.Contains(p.Id))];
        looks = [.. stages.Select(s => s.Look).OfType<string>().Concat(blocks.Select(b => b.Look)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        step = studio.StepMinutes;
        clock = new(studio.TimeZone, W);
        firstDay = DateOnly.FromDateTime(clock.Local(Time.GetUtcNow()).DateTime).AddDays(1);
        form.CrewId = crews.Count > 0 ? crews[0].Id : "";
        AddBlock();
    }

    private void AddBlock() => form.Blocks.Add(form.Blocks.Count > 0
        ? new() { From = form.Blocks[^1].From, To = form.Blocks[^1].To, WantedDay = form.Blocks[^1].WantedDay, Priority = form.Blocks[^1].Priority }
        : new() { From = firstDay, To = firstDay.AddDays(6), WantedDay = firstDay });

    private async Task SubmitAsync()
    {
        if (isBusy || crews.Find(c => c.Id == form.CrewId) is not { } crew || clock is null)
        {
            return;
        }

        isBusy = true;
        var isTaken = false;
        try
        {
            await using var scope = Scopes.CreateAsyncScope();
            var answer = await scope.ServiceProvider.GetRequiredService<SubmitRequest>().RunAsync(baseId, form.ToInput(crew.ProductionId, clock), visitor.AccountId);
            isTaken = answer.Succeeded(out _, out var refusal);
            if (refusal is null)
            {
                Navigation.NavigateTo("/requests");
                return;
            }

            problem = refusal.Say(W);
            faults = refusal is Invalid invalid ? [.. invalid.Faults.Select(f => FieldFault.Say(f, Spoken, W, clock))] : [];
        }
        finally
        {
            // Until the next page is there the button still is: a double click is not to ask twice.
            isBusy = isTaken;
        }
    }

    /// <summary>$.blocks[1].look as a person reads it: Block 2, look.</summary>
    private static string Spoken(string path)
    {
        var found = BlockPath().Match(path);
        var name = found.Success ? found.Groups["field"].Value : path.TrimStart('$', '.');
        var field = W.Say($"request.field.{name}");
        return found.Success ? W.Say("request.block-field", ("number", int.Parse(found.Groups["place"].Value, System.Globalization.CultureInfo.InvariantCulture) + 1), ("field", field)) : field;
    }

    [GeneratedRegex(@"^\$\.blocks\[(?<place>\d+)\]\.(?<field>[a-zA-Z]+)")]
    private static partial Regex BlockPath();
}
