using Microsoft.AspNetCore.Components.Web;

namespace StudioScheduler.Server.Web.Screens.Layout;

/// <summary>Tells two clicks that are one movement of the finger from two that are meant.</summary>
internal static class DoubleClick
{
    /// <summary>No phone counts taps for us: so long after the first nothing counts.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(500);

    /// <summary>Where the browser counts, as with a mouse; a key is 0.</summary>
    public static bool IsSecondOf(MouseEventArgs click) => click.Detail > 1;
}
