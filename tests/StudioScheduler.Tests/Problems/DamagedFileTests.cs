using System.Text;
using StudioScheduler.Domain.Problems;
using StudioScheduler.Domain.Words;

namespace StudioScheduler.Tests.Problems;

/// <summary>Files that are no JSON at all, or no file of ours.</summary>
public sealed class DamagedFileTests
{
    [Theory]
    [InlineData("", "empty")]
    [InlineData(" \r\n\t", "empty")]
    [InlineData("{", "cutOff")]
    [InlineData("{\"format\": \"studio-pro", "cutOff")]
    [InlineData("{\"a\": tru", "cutOff")]
    [InlineData("[] []", "notJson")]
    [InlineData("{\"a\": 1,}", "notJson")]
    [InlineData("{/* */}", "notJson")]
    [InlineData("{\"a\": NaN}", "notJson")]
    [InlineData("<html>", "notJson")]
    [InlineData("\uFEFF{}", "byteOrderMark")]
    [InlineData("[]", "noObject")]
    [InlineData("null", "null")]
    [InlineData("\"text\"", "noObject")]
    public void A_file_that_is_no_object_is_refused_as_a_whole(string text, string key)
    {
        var fault = Assert.Single(ProblemFile.Read(text).Faults);

        Assert.Equal(("", "fault." + key), (fault.Path, fault.Key));
        FaultTexts.AssertSaid(fault);
    }

    [Fact]
    public void A_hundred_thousand_braces_are_too_deep()
    {
        string[] files =
        [
            new('[', 100_000),
            string.Concat(Enumerable.Repeat("{\"a\":", 100_000)),
            "{\"a\":" + new string('[', 100_000) + new string(']', 100_000) + "}",
        ];
        foreach (var text in files)
        {
            var fault = Assert.Single(ProblemFile.Read(text).Faults);
            Assert.Equal("fault.tooDeep", fault.Key);
            Assert.StartsWith("Line 1, byte ", fault.Say(Wording.English), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_syntax_error_is_named_with_line_and_byte()
    {
        var fault = Assert.Single(ProblemFile.Read("{\n \"name\": \"x\"\n \"end\": 1\n}").Faults);

        Assert.StartsWith("Line 3, byte 2 is not JSON, near “\"end\": 1”.", fault.Say(Wording.English), StringComparison.Ordinal);
    }

    [Fact]
    public void Bytes_that_are_not_UTF_8_are_named()
    {
        byte[] bytes = [.. "{\n \"name\": \""u8, 0xC3, 0x28, .. "\"}"u8];

        var fault = Assert.Single(ProblemFile.Read(bytes).Faults);

        Assert.Equal("fault.notUtf8", fault.Key);
        Assert.Contains("Byte 12 (line 2)", fault.Say(Wording.English), StringComparison.Ordinal);
    }

    [Fact]
    public void A_string_with_half_a_character_is_refused() => Assert.Equal("fault.notUtf8", Assert.Single(ProblemFile.Read("{\"a\": \"\uD83D\"}").Faults).Key);

    [Fact]
    public void A_UTF_16_file_is_refused() => Assert.NotEmpty(ProblemFile.Read(Encoding.Unicode.GetBytes(SmallBase.Json)).Faults);
}
