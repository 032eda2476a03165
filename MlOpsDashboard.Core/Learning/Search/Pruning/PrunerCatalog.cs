namespace MlOpsDashboard.Core.Learning.Search.Pruning;

/// <summary>All the pruners. A new one is one class and one line here.</summary>
public static class PrunerCatalog
{
    // A single step says little; a rate of learning shows after some.
    private const int WarmUpSteps = 10;

    /// <summary>The one that is used when nothing is said.</summary>
    public static IPruner Default { get; } = new MedianPruner(warmUpSteps: WarmUpSteps);

    /// <summary>The pruners.</summary>
    public static IReadOnlyList<IPruner> All { get; } = [Default, new SuccessiveHalvingPruner(), new HyperbandPruner()];

    /// <summary>The pruner of a name, or null.</summary>
    /// <param name="name">A name in the REST contract.</param>
    public static IPruner? Find(string name) => All.FirstOrDefault(pruner => pruner.Name == name);
}
