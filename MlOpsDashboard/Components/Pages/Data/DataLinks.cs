using System.Globalization;
using MlOpsDashboard.Api;

namespace MlOpsDashboard.Components.Pages.Data;

/// <summary>Where the pages about data are.</summary>
internal static class DataLinks
{
    /// <summary>A version's page.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">The number; null means the latest.</param>
    /// <param name="tab">The part of the page; null means the profile.</param>
    public static string Version(string dataset, int? version = null, string? tab = null) =>
        $"data/{Uri.EscapeDataString(dataset)}"
        + (version is null ? "" : "/" + version.Value.ToString(CultureInfo.InvariantCulture))
        + (tab is null ? "" : $"?tab={tab}");

    /// <summary>The comparison of two versions.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="from">The version before.</param>
    /// <param name="to">The version after.</param>
    /// <param name="key">The key's columns; null for none.</param>
    public static string Diff(string dataset, int from, int to, IReadOnlyList<string>? key = null) =>
        string.Create(CultureInfo.InvariantCulture, $"data/{Uri.EscapeDataString(dataset)}/diff?from={from}&to={to}")
        + (key is null or [] ? "" : "&key=" + QueryList.Write(key));

    /// <summary>Where a training on a version begins.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">The number.</param>
    public static string Training(string dataset, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"training?dataset={Uri.EscapeDataString(dataset)}&version={version}");

    /// <summary>A version's file.</summary>
    /// <param name="dataset">The data set's name.</param>
    /// <param name="version">The number.</param>
    public static string Content(string dataset, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"api/datasets/{Uri.EscapeDataString(dataset)}/versions/{version}/content");
}
