using System.Globalization;
using MlOpsDashboard.Core.Datasets;
using MlOpsDashboard.Core.Drift;
using MlOpsDashboard.Core.Monitoring.GroundTruth;
using MlOpsDashboard.Core.Registry;

namespace MlOpsDashboard.Core.Retraining;

/// <summary>
/// Divides the labelled predictions of a model in time: the newest are held out, the challenger learns from those before them, and never the
/// other way round.
/// </summary>
internal sealed class RetrainingData(LabelledTimes times, LabelledDatasetService labelled, DatasetService datasets, WeightedDatasets weighted, DriftService drift)
{
    private const int LongestName = 90;

    /// <summary>From when on predictions are held out, or what is missing to begin, in a sentence.</summary>
    /// <param name="champion">The version in production.</param>
    /// <param name="policy">What is asked for.</param>
    /// <param name="now">Predictions from here on come too late.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<(DateTimeOffset? HoldoutFrom, string? Lacks)> DivideAsync(
        ModelVersion champion, RetrainingPolicy policy, DateTimeOffset now, CancellationToken cancellationToken)
    {
        int needed = policy.Gates.HoldoutRows + policy.MinRows;
        if (await times.LatestAsync(champion.Name, policy.Gates.HoldoutRows, now, cancellationToken).ConfigureAwait(false) is not { } cut)
        {
            return (null, Lack(await times.CountAsync(champion.Name, DateTimeOffset.MinValue, now, cancellationToken).ConfigureAwait(false), needed, policy));
        }

        DateTimeOffset from = await FromAsync(champion, policy, cut, cancellationToken).ConfigureAwait(false);
        int rows = await times.CountAsync(champion.Name, from, cut, cancellationToken).ConfigureAwait(false);
        return rows >= policy.MinRows ? (cut, null) : (null, Lack(rows + policy.Gates.HoldoutRows, needed, policy));
    }

    /// <summary>Stores what the challenger learns from and what it is judged by. The same again gives the same versions.</summary>
    /// <param name="decision">Says from when to when.</param>
    /// <param name="champion">The version in production when it began.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public async Task<(LabelledDataset Training, LabelledDataset Holdout)> StoreAsync(
        RetrainingDecision decision, ModelVersion champion, CancellationToken cancellationToken)
    {
        Actor actor = Actor.Program(RetrainingWork.Name);
        DateTimeOffset cut = decision.HoldoutFrom!.Value;
        DateTimeOffset from = await FromAsync(champion, decision.Policy, cut, cancellationToken).ConfigureAwait(false);
        string name = DatasetNames.Suggest(decision.ModelName);
        name = name[..Math.Min(name.Length, LongestName)];
        var request = new LabelledDatasetRequest
        {
            ModelName = decision.ModelName,
            Dataset = name + "_retrain",
            From = from,
            To = cut,
            IncludeOriginal = decision.Policy.Data is RetrainingRows.Full or RetrainingRows.Weighted,
            IncludeIgnored = true,
        };
        LabelledDataset training = await labelled.MakeAsync(request, actor, cancellationToken).ConfigureAwait(false);
        if (decision.Policy.Data == RetrainingRows.Weighted)
        {
            training = training with { Stored = await weighted.StoreAsync(training, champion, decision.Policy.WindowRows, cancellationToken).ConfigureAwait(false) };
        }

        LabelledDataset holdout = await labelled.MakeAsync(
            request with { Dataset = name + "_holdout", From = cut, To = decision.HoldoutTo, IncludeOriginal = false }, actor, cancellationToken).ConfigureAwait(false);
        return (training, holdout);
    }

    /// <summary>A version of a data set by its <c>name:version</c>.</summary>
    public Task<DatasetVersion> FindAsync(string id, CancellationToken cancellationToken)
    {
        int colon = id.LastIndexOf(':');
        return datasets.GetAsync(id[..colon], int.Parse(id.AsSpan(colon + 1), CultureInfo.InvariantCulture), cancellationToken);
    }

    /// <summary>The labels that have become known after a moment.</summary>
    public Task<int> NewLabelsAsync(string model, DateTimeOffset after, CancellationToken cancellationToken) => times.CountNewAsync(model, after, cancellationToken);

    private static string Lack(int has, int needed, RetrainingPolicy policy) => FormattableString.Invariant(
        $"{has:N0} of {needed:N0} labelled predictions: {policy.Gates.HoldoutRows:N0} to judge by, and {policy.MinRows:N0} before them to learn from.");

    private async Task<DateTimeOffset> FromAsync(ModelVersion champion, RetrainingPolicy policy, DateTimeOffset cut, CancellationToken cancellationToken) => policy.Data switch
    {
        RetrainingRows.Window => await times.LatestAsync(champion.Name, policy.WindowRows, cut, cancellationToken).ConfigureAwait(false) ?? DateTimeOffset.MinValue,
        RetrainingRows.SinceDrift => (await drift.ReadAsync(champion.Name, cancellationToken).ConfigureAwait(false)).History
            .FirstOrDefault(point => point.ModelVersion == champion.Version && point.Verdict == DriftVerdict.None)?.CheckedAt ?? champion.StageSince,
        _ => DateTimeOffset.MinValue,
    };
}
