namespace MlOpsDashboard.Core.Learning.Calibration;

/// <summary>Platt's (1999) logistic curve 1 / (1 + exp(slope · f + shift)) over the log-odds f of the model's probability.</summary>
/// <param name="Slope">Below 0 for a model that is better than chance.</param>
/// <param name="Shift">The shift.</param>
internal sealed record PlattCurve(double Slope, double Shift) : ICalibrationCurve
{
    /// <summary>Probabilities are kept this far from 0 and 1, so that log-odds are finite.</summary>
    public const double Smallest = 1e-7;

    private const int MostSteps = 100;
    private const double Damping = 1e-12;

    public double Of(double probability) => 1 / (1 + Math.Exp((Slope * LogOdds(probability)) + Shift));

    /// <summary>
    /// Fits the curve by Newton's method with a halving line search (Lin, Lin and Weng 2007). The targets are Platt's: (n₊ + 1) / (n₊ + 2)
    /// and 1 / (n₋ + 2) in place of 1 and 0, which keeps few rows from making it certain.
    /// </summary>
    /// <param name="probabilities">The model's probabilities of the class, on rows that it was not fitted on.</param>
    /// <param name="labels">Whether each row is of the class.</param>
    public static PlattCurve Fit(double[] probabilities, bool[] labels)
    {
        double positives = labels.Count(label => label);
        double negatives = labels.Length - positives;
        double[] odds = Array.ConvertAll(probabilities, LogOdds);
        double[] targets = Array.ConvertAll(labels, label => label ? (positives + 1) / (positives + 2) : 1 / (negatives + 2));
        (double a, double b) = (0, Math.Log((negatives + 1) / (positives + 1)));
        double loss = Loss(odds, targets, a, b);
        for (int step = 0; step < MostSteps; step++)
        {
            (double moveA, double moveB, double fall) = Newton(odds, targets, a, b);
            double size = 1;
            double next = Loss(odds, targets, a + moveA, b + moveB);
            while (!(next <= loss + (1e-4 * size * fall)) && size > 1e-10)
            {
                size /= 2;
                next = Loss(odds, targets, a + (size * moveA), b + (size * moveB));
            }

            if (!(next < loss))
            {
                break;
            }

            (a, b, loss) = (a + (size * moveA), b + (size * moveB), next);
        }

        return new PlattCurve(a, b);
    }

    private static double LogOdds(double probability)
    {
        double inside = Math.Clamp(probability, Smallest, 1 - Smallest);
        return Math.Log(inside / (1 - inside));
    }

    private static (double A, double B, double Fall) Newton(double[] odds, double[] targets, double a, double b)
    {
        (double aa, double ab, double bb, double ga, double gb) = (Damping, 0, Damping, 0, 0);
        for (int i = 0; i < odds.Length; i++)
        {
            double said = 1 / (1 + Math.Exp((a * odds[i]) + b));
            double weight = said * (1 - said);
            double error = targets[i] - said;
            aa += odds[i] * odds[i] * weight;
            ab += odds[i] * weight;
            bb += weight;
            ga += odds[i] * error;
            gb += error;
        }

        double determinant = (aa * bb) - (ab * ab);
        double moveA = -((bb * ga) - (ab * gb)) / determinant;
        double moveB = -((aa * gb) - (ab * ga)) / determinant;
        return (moveA, moveB, (ga * moveA) + (gb * moveB));
    }

    // −Σ t ln p + (1 − t) ln (1 − p), written so that nothing overflows.
    private static double Loss(double[] odds, double[] targets, double a, double b)
    {
        double sum = 0;
        for (int i = 0; i < odds.Length; i++)
        {
            double f = (a * odds[i]) + b;
            sum += f >= 0 ? (targets[i] * f) + Math.Log(1 + Math.Exp(-f)) : ((targets[i] - 1) * f) + Math.Log(1 + Math.Exp(f));
        }

        return sum;
    }
}
