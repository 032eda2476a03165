using System.Globalization;
using Microsoft.AspNetCore.Components;
using MlOpsDashboard.Components.Shared;
using MlOpsDashboard.Core.Serving.Logging;

namespace MlOpsDashboard.Components.Pages.Settings;

/// <summary>Shows and changes how long the records of predictions are kept.</summary>
public sealed partial class PredictionRetentionForm : ActingComponent
{
    private Retention? _kept;
    private string? _days;

    [Inject]
    private RetentionService Retention { get; set; } = default!;

    [Inject]
    private ConfirmService Confirm { get; set; } = default!;

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync() => Show(await Retention.GetAsync(Lifetime));

    private static string Said(Retention kept) => kept.ChangedAt is { } at
        ? FormattableString.Invariant($"Chosen by {kept.ChangedBy} on {at:yyyy-MM-dd}. 0 keeps them for ever; an empty field returns to the configuration.")
        : "As configured (Serving:KeepPredictionsForDays). 0 keeps them for ever.";

    private void Show(Retention kept)
    {
        _kept = kept;
        _days = kept.Days.ToString(CultureInfo.InvariantCulture);
    }

    private async Task ChangeAsync()
    {
        Error = null;
        int? days = null;
        if (!string.IsNullOrWhiteSpace(_days))
        {
            if (!int.TryParse(_days, NumberStyles.Integer, CultureInfo.InvariantCulture, out int typed))
            {
                Error = $"'{_days}' is no whole number of days.";
                return;
            }

            days = typed;
        }

        string text = "Predictions older than that are removed within the hour. That cannot be undone.";
        bool shorter = days is > 0 && (_kept!.Days == 0 || days < _kept.Days);
        if (shorter && !await Confirm.AskAsync($"Keep predictions for {Display.Count(days!.Value)} days only?", text, "Keep fewer"))
        {
            return;
        }

        await ActAsync(async actor => Show(await Retention.ChangeAsync(days, actor, Lifetime)));
    }
}
