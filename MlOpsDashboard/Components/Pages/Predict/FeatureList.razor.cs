using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;

namespace MlOpsDashboard.Components.Pages.Predict;

/// <summary>
/// The features of a row, each as its content says. Of many features the first ones are shown, and the others are found by their names or
/// leafed through.
/// </summary>
public sealed partial class FeatureList : ComponentBase
{
    /// <summary>How many features are shown without further ado.</summary>
    public const int Few = 10;

    private const int First = 8;
    private const int PageSize = 24;
    private string _text = "";
    private bool _all;
    private int _page;

    /// <summary>The features, in the order in which they are shown.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<FeatureDraft> Drafts { get; set; } = [];

    /// <summary>How one of them is shown.</summary>
    [Parameter, EditorRequired]
    public RenderFragment<FeatureDraft> ChildContent { get; set; } = default!;

    /// <summary>Whether the order is that of importance.</summary>
    [Parameter]
    public bool Ranked { get; set; }

    /// <summary>Those that come first whatever their place is, because something is wrong with them.</summary>
    [Parameter]
    public Func<FeatureDraft, bool>? Urgent { get; set; }

    private bool IsLong => Drafts.Count > Few;

    private bool IsPaged => IsLong && (_all || _text.Length > 0);

    private IReadOnlyList<FeatureDraft> Found => _text.Length == 0
        ? Drafts
        : [.. Drafts.Where(draft => draft.Feature.Name.Contains(_text, StringComparison.OrdinalIgnoreCase))];

    private int Pages => IsPaged ? (Found.Count + PageSize - 1) / PageSize : 1;

    private IEnumerable<FeatureDraft> Shown
    {
        get
        {
            if (!IsLong)
            {
                return Drafts;
            }

            IEnumerable<FeatureDraft> part = IsPaged ? Found.Skip(_page * PageSize).Take(PageSize) : Drafts.Take(First);
            return Urgent is null ? part : Drafts.Where(Urgent).Take(PageSize).Union(part);
        }
    }

    private string Words => (_text.Length, _all) switch
    {
        ( > 0, _) => Found.Count == 0 ? "No feature has this in its name." : $"{Display.Count(Found.Count)} of {Display.Count(Drafts.Count, "feature")}.",
        (_, true) => $"{Display.Count(Drafts.Count, "feature")}{(Ranked ? ", the most important first" : "")}.",
        _ => Ranked
            ? $"The {First} most important of {Display.Count(Drafts.Count, "feature")}; the others keep their values."
            : $"The first {First} of {Display.Count(Drafts.Count, "feature")}; the others keep their values.",
    };

    private void Find(ChangeEventArgs change) => (_text, _page) = (((string?)change.Value ?? "").Trim(), 0);

    private void Toggle() => (_all, _page) = (!_all, 0);
}
