namespace StudioScheduler.Domain.Files;

/// <summary>Text that can be written as UTF-8.</summary>
public static class WholeText
{
    /// <summary>Whether every surrogate in it is half of a pair.</summary>
    public static bool Is(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]) && (!char.IsSurrogatePair(text, i) || i++ < 0))
            {
                return false;
            }
        }

        return true;
    }
}
