namespace MlOpsDashboard.Core.Statistics;

/// <summary>
/// What the area under the ROC curve is the mean of: for every positive row the share of the negative ones below it, and for every negative row the
/// share of the positive ones above it, ties counted half (DeLong, DeLong and Clarke-Pearson 1988, Biometrics 44, 837), by mid-ranks in
/// O(n log n) (Sun and Xu 2014, IEEE Signal Processing Letters 21, 1389).
/// </summary>
/// <param name="OfPositives">One for each positive row, in the order of the rows.</param>
/// <param name="OfNegatives">One for each negative row, in the order of the rows.</param>
internal sealed record Placements(double[] OfPositives, double[] OfNegatives)
{
    /// <summary>The area.</summary>
    public double Area => OfPositives.Average();

    /// <summary>Of scores.</summary>
    /// <param name="scores">Higher means rather positive.</param>
    /// <param name="labels">Whether each is positive.</param>
    /// <returns>Null unless both sides have at least two.</returns>
    public static Placements? Of(double[] scores, bool[] labels)
    {
        double[] positives = [.. scores.Where((_, i) => labels[i])];
        double[] negatives = [.. scores.Where((_, i) => !labels[i])];
        if (positives.Length < 2 || negatives.Length < 2)
        {
            return null;
        }

        double[] all = MidRanks.Of([.. positives, .. negatives]);
        double[] amongPositives = MidRanks.Of(positives);
        double[] amongNegatives = MidRanks.Of(negatives);
        return new Placements(
            [.. amongPositives.Select((rank, i) => (all[i] - rank) / negatives.Length)],
            [.. amongNegatives.Select((rank, i) => 1 - ((all[positives.Length + i] - rank) / positives.Length))]);
    }
}
