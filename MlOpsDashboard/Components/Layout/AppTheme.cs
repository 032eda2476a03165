using MudBlazor;

namespace MlOpsDashboard.Components.Layout;

/// <summary>
/// The shape and the type of every control. Its colours are those of <c>theme.css</c>, which gives each of them once for both schemes
/// (<c>light-dark()</c>), so that a page of the reader's own scheme comes right with the first byte, without a script that asks for it.
/// </summary>
public static class AppTheme
{
    private static readonly string[] s_font = ["system-ui", "-apple-system", "Segoe UI", "Roboto", "Noto Sans", "Liberation Sans", "sans-serif"];

    /// <summary>The theme.</summary>
    public static MudTheme Theme { get; } = new()
    {
        Typography = new Typography
        {
            Default = new DefaultTypography { FontFamily = s_font, FontSize = "0.875rem", LineHeight = "1.5", LetterSpacing = "normal" },
            Button = new ButtonTypography { FontFamily = s_font, FontSize = "0.875rem", FontWeight = "500", LineHeight = "1.5", LetterSpacing = "normal", TextTransform = "none" },
            Body1 = new Body1Typography { FontFamily = s_font, FontSize = "0.875rem", LetterSpacing = "normal" },
            Body2 = new Body2Typography { FontFamily = s_font, FontSize = "0.8125rem", LetterSpacing = "normal" },
            Subtitle1 = new Subtitle1Typography { FontFamily = s_font, FontSize = "0.875rem", LetterSpacing = "normal" },
            H6 = new H6Typography { FontFamily = s_font, FontSize = "1rem", FontWeight = "600", LetterSpacing = "normal" },
        },
        LayoutProperties = new LayoutProperties { DefaultBorderRadius = "6px" },
    };
}
