namespace MlOpsDashboard.Core.Statistics.Effects;

/// <summary>
/// Takes out of the values what a covariate that was known before the test explains of them (Deng, Xu, Kohavi and Walker 2013, WSDM, 123):
/// y − θ(x − x̄) with θ = cov(y, x)/var(x) over all arms. The variance shrinks by the squared correlation; the difference of the arms stays
/// unbiased as long as the arm cannot change the covariate.
/// </summary>
public static class Cuped
{
    /// <summary>θ.</summary>
    /// <param name="arms">All arms that are compared.</param>
    /// <returns>0 where the covariate does not vary: nothing is taken out.</returns>
    public static double Theta(params ReadOnlySpan<PairSummary> arms)
    {
        PairSummary all = All(arms);
        return all.Covariates.Squares > 0 ? all.Products / all.Covariates.Squares : 0;
    }

    /// <summary>The arms as if each had had the covariates of all.</summary>
    /// <param name="arms">All arms that are compared.</param>
    /// <returns>One for each arm, to be compared as any others.</returns>
    public static MeanSummary[] Adjust(params ReadOnlySpan<PairSummary> arms)
    {
        double theta = Theta(arms);
        double middle = All(arms).Covariates.Mean;
        MeanSummary[] adjusted = new MeanSummary[arms.Length];
        for (int i = 0; i < arms.Length; i++)
        {
            PairSummary arm = arms[i];
            adjusted[i] = new MeanSummary
            {
                Count = arm.Values.Count,
                Mean = arm.Values.Mean - (arm.Values.Count == 0 ? 0 : theta * (arm.Covariates.Mean - middle)),
                Squares = Math.Max(0, arm.Values.Squares - (2 * theta * arm.Products) + (theta * theta * arm.Covariates.Squares)),
            };
        }

        return adjusted;
    }

    private static PairSummary All(ReadOnlySpan<PairSummary> arms)
    {
        PairSummary all = default;
        foreach (PairSummary arm in arms)
        {
            all = all.Merge(arm);
        }

        return all;
    }
}
