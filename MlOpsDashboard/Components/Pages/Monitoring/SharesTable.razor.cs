using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Monitoring.Shares;

namespace MlOpsDashboard.Components.Pages.Monitoring;

/// <summary>Who was meant to get how much of a model's traffic, and who got it.</summary>
public sealed partial class SharesTable : ComponentBase
{
    /// <summary>The model's shares.</summary>
    [Parameter, EditorRequired]
    public ModelShares Shares { get; set; } = default!;

    private string Kind => Shares.Verdict switch
    {
        ShareVerdict.Fits => "ok",
        ShareVerdict.Differs => "warn",
        _ => "muted",
    };

    private string Word => Shares.Verdict switch
    {
        ShareVerdict.Fits => "as configured",
        ShareVerdict.Differs => "differs",
        ShareVerdict.TooFew => "too few",
        _ => "idle",
    };

    private string Sentence => Shares switch
    {
        { Verdict: ShareVerdict.Idle } => "No request was shared out in this time.",
        { Verdict: ShareVerdict.TooFew } => "Too few requests to tell a difference from chance: every version needs 5 expected ones.",
        { UnplannedRequests: > 0 } => $"{Display.Count(Shares.UnplannedRequests)} requests were answered by a version that was to get none. Look at the deployment and the router.",
        { Verdict: ShareVerdict.Differs } => $"The shares differ by more than chance (χ² {Display.Number(Shares.ChiSquare, 3)}, p {Display.Number(Shares.PValue, 2)}). Look at the router before you compare the versions.",
        { PValue: { } chance } => $"No more difference than chance makes (p {Display.Number(chance, 2)}).",
        _ => "Every request went where it was meant to go.",
    };

    private string Apart
    {
        get
        {
            string pinned = Shares.Pinned.Count == 0 ? "" : "; by number, so not counted: " + string.Join(", ", Shares.Pinned.Select(
                one => $"{Display.Count(one.Requests)} to {Shares.ModelName}:{one.ModelVersion}"));
            string transition = Shares.TransitionRequests == 0 ? "" : $"; {Display.Count(Shares.TransitionRequests)} around a change, so not counted";
            return pinned + transition;
        }
    }

    private static string Width(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.##}%");
}
