using StudioScheduler.Domain.Files;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Tests.Problems;

internal static class FaultTexts
{
    /// <summary>A whole sentence without open parameters, ending in a hint, in both languages.</summary>
    public static void AssertSaid(Fault fault)
    {
        foreach (var (wording, hint) in new[] { (Wording.English, "Maybe "), (Wording.Chinese, "也许") })
        {
            var text = fault.Say(wording);
            Assert.True(wording.Has(fault.Key), $"no text for {fault.Key} in {wording.Language}");
            Assert.Contains(hint, text, StringComparison.Ordinal);
            foreach (var parameter in wording.ParametersOf(fault.Key))
            {
                Assert.Contains(parameter, fault.Parameters.Select(p => p.Name).Append("path").Append("value"));
            }
        }

        Assert.True(fault.Value.Length <= 80, fault.Value);
    }
}
