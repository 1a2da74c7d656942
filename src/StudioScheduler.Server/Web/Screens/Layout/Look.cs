using MudBlazor;

namespace StudioScheduler.Server.Web.Screens.Layout;

/// <summary>The product's colours and letters; the same values stand as variables in <c>app.css</c>.</summary>
internal static class Look
{
    public static readonly MudTheme Theme = new()
    {
        PaletteLight = new PaletteLight
        {
            Primary = "#1d5a9e", Secondary = "#6b4a9e", Tertiary = "#00695c", Success = "#1b6e3c", Warning = "#8a5300", Error = "#b3261e", Info = "#1d5a9e",
            AppbarBackground = "#152238", AppbarText = "#ffffff", Background = "#f4f6f9", Surface = "#ffffff", TextPrimary = "#1a2230", TextSecondary = "#4c5768",
            LinesDefault = "#d6dce5", TableLines = "#e3e8ef", Divider = "#e3e8ef", ActionDefault = "#4c5768",
        },
        Typography = new()
        {
            Default = new DefaultTypography
            {
                FontFamily = ["system-ui", "-apple-system", "Segoe UI", "Noto Sans", "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", "sans-serif"],
                FontSize = "0.9375rem",
            },
            Button = new ButtonTypography { TextTransform = "none", FontWeight = "600", LetterSpacing = "0" },
        },
        LayoutProperties = new() { DefaultBorderRadius = "8px" },
    };
}
