using System.Globalization;
using System.Text.Json;
using StudioScheduler.Domain.Files;

namespace StudioScheduler.Domain.Problems;

/// <summary>Writes a problem in the contract's order; a member without a value is left out.</summary>
internal sealed class ProblemWriter(Utf8JsonWriter json, Problem problem)
{
    private readonly FileTimes times = FileTimes.Of(problem);

    public void Write()
    {
        json.WriteStartObject();
        json.WriteString("format", Problem.Format);
        json.WriteString("name", problem.Name);
        json.WriteString("timeZone", problem.TimeZone);
        times.Write(json, "start", problem.Start);
        times.Write(json, "end", problem.End);
        times.WriteOptional(json, "now", problem.Now);
        json.WriteNumber("stepMinutes", problem.StepMinutes);
        json.WriteStartObject("night");
        json.WriteString("from", problem.Night.From.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.WriteString("to", problem.Night.To.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.WriteEndObject();
        json.WriteList("daylight", problem.Daylight, times.WriteMembers);
        json.WriteStartObject("moves");
        json.WriteNumber("sameZoneMinutes", problem.Moves.SameZoneMinutes);
        json.WriteList("zones", problem.Moves.Zones, (w, z) => w.WritePair(z.From, z.To, z.Minutes));
        json.WriteEndObject();
        var places = new PlaceWriter(times);
        json.WriteList("stages", problem.Stages, places.Stage);
        json.WriteList("changeovers", problem.Changeovers, PlaceWriter.Changeover);
        json.WriteList("pools", problem.Pools, places.Pool);
        var workers = new WorkerWriter(times);
        json.WriteList("people", problem.People, workers.Person);
        json.WriteList("crews", problem.Crews, workers.Crew);
        var blocks = new BlockWriter(times);
        json.WriteList("blocks", problem.Blocks, blocks.Block);
        json.WriteList("pins", problem.Pins, blocks.Pin);
        if (problem.Published is { } published)
        {
            blocks.Published(json, published);
        }

        if (problem.Weights is { } weights)
        {
            WriteWeights(weights);
        }

        json.WriteEndObject();
    }

    private void WriteWeights(Weights weights)
    {
        json.WriteStartObject("weights");
        json.WriteOptional("wanted", weights.Wanted);
        json.WriteOptional("night", weights.Night);
        json.WriteOptional("move", weights.Move);
        json.WriteOptional("wait", weights.Wait);
        json.WriteOptional("shift", weights.Shift);
        json.WriteOptional("changeover", weights.Changeover);
        json.WriteOptional("rate", weights.Rate);
        json.WriteOptional("presence", weights.Presence);
        json.WriteOptional("changed", weights.Changed);
        json.WriteEndObject();
    }
}
