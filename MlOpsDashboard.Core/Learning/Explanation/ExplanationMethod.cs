namespace MlOpsDashboard.Core.Learning.Explanation;

/// <summary>How the contributions of an explanation were found. The names are part of the REST contract.</summary>
public enum ExplanationMethod
{
    /// <summary>Exact, for trees: an unknown feature follows the training rows down both branches (Lundberg et al. 2020).</summary>
    TreePathDependent,

    /// <summary>Exact, for trees: an unknown feature has the value that it has in each of the background rows (Lundberg et al. 2020).</summary>
    TreeInterventional,

    /// <summary>Exact, for linear models: coefficient times distance from the background's mean.</summary>
    LinearInterventional,

    /// <summary>Exact, for ensembles whose members are explained exactly in the unit of their answers: the members' contributions, weighted.</summary>
    WeightedMembers,

    /// <summary>For any model: mean changes along random orders of the features and their reverses (Castro et al. 2009, Mitchell et al. 2022).</summary>
    PermutationSampling,
}
