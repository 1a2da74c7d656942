using System.Text.Json.Nodes;
using StudioScheduler.Domain.Words;
using StudioScheduler.Engine;

namespace StudioScheduler.Cli.Commands;

/// <summary>What pins and frozen blocks contradict, and what the schedule breaks for it: the same for every command that makes schedules.</summary>
internal sealed class BrokenRules(SolveResult result, ScheduleSentences sentences, Session session)
{
    public JsonArray Contradictions => JsonText.List(result.Contradictions, v => CheckCommand.JsonOf(v, sentences));

    public JsonArray Violations => JsonText.List(result.Violations, v => CheckCommand.JsonOf(v, sentences));

    /// <summary>None where no rule is broken.</summary>
    public IEnumerable<string> Lines()
    {
        if (result.Contradictions.Count == 0)
        {
            yield break;
        }

        yield return session.Say("cli.solve.contradictions", ("count", result.Contradictions.Count));
        foreach (var violation in result.Contradictions)
        {
            yield return $"  {violation.Rule}: {sentences.Of(violation)}";
        }

        yield return session.Say("cli.solve.violations", ("count", result.Violations.Count));
        foreach (var violation in result.Violations)
        {
            yield return $"  {violation.Rule}: {sentences.Of(violation)}";
        }
    }
}
