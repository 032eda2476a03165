namespace MlOpsDashboard.Core.Learning.Search;

/// <summary>All the samplers. A new one is one class and one line here.</summary>
public static class SamplerCatalog
{
    /// <summary>The one that is used when nothing is said.</summary>
    public static ISampler Default { get; } = new TpeSampler();

    /// <summary>The samplers.</summary>
    public static IReadOnlyList<ISampler> All { get; } = [Default, new TpeSampler(multivariate: false), new RandomSampler()];

    /// <summary>The sampler of a name, or null.</summary>
    /// <param name="name">A name in the REST contract.</param>
    public static ISampler? Find(string name) => All.FirstOrDefault(sampler => sampler.Name == name);
}
