using System.Globalization;
using MlOpsDashboard.Core.Statistics;
using MlOpsDashboard.Core.Statistics.Distances;
using MlOpsDashboard.Core.Statistics.Tests;
using MlOpsDashboard.Tests.Support;
using Xunit;

namespace MlOpsDashboard.Tests.Core.Statistics.Reference;

/// <summary>All statistics against scipy 1.10.1 and numpy 1.24.2: 200 random pairs of samples and 20 awkward ones. scipy_reference.py writes the values.</summary>
public sealed class ScipyReferenceTests
{
    private const int FirstValue = 5;

    private static readonly string[] s_names = ["ks", "ks_p", "wasserstein", "psi", "js", "hellinger", "chi2", "chi2_p", "tv", "ad", "ad_p"];

    private static readonly string[][] s_rows =
        [.. File.ReadAllLines(RepositoryFolder.Combine("MlOpsDashboard.Tests", "Core", "Statistics", "Reference", "scipy.csv")).Skip(1).Select(Fields)];

    public static TheoryData<string> Awkward => [.. s_rows.Where(row => row[1] == "0").Select(row => row[0])];

    [Fact]
    public void Random_samples_agree()
    {
        string[][] random = [.. s_rows.Where(row => row[1] != "0")];

        Assert.Equal(200, random.Length);
        Assert.Equal([], random.SelectMany(Differences));
    }

    [Theory]
    [MemberData(nameof(Awkward))]
    public void Awkward_samples_agree(string name) => Assert.Equal([], Differences(s_rows.Single(row => row[0] == name)));

    [Fact]
    public void Nothing_is_no_sample() => Assert.Throws<ArgumentException>(() => SortedSample.Of([]));

    private static IEnumerable<string> Differences(string[] row)
    {
        (double[] one, double[] other) = ReferenceSamples.Of(row[0], Whole(row[1]), Whole(row[2]), Whole(row[3]), Number(row[4]));
        Dictionary<string, double> found = Values(SortedSample.Of(one), SortedSample.Of(other), row);
        for (int i = 0; i < s_names.Length; i++)
        {
            if (row[FirstValue + i].Length > 0)
            {
                double expected = Number(row[FirstValue + i]);
                double difference = Math.Abs(found[s_names[i]] - expected);
                if (!(difference <= Math.Max(1e-9 * Math.Abs(expected), Least(s_names[i]))))
                {
                    yield return FormattableString.Invariant($"{row[0]} {row[1]}: {s_names[i]} is {found[s_names[i]]:R}, scipy says {expected:R}");
                }
            }
        }
    }

    // Where a value is a difference of nearly equal ones, scipy's own last digits are chance: a distance of 0 comes out as the root of a rounding.
    private static double Least(string name) => name == "js" ? 1e-8 : 1e-12;

    private static Dictionary<string, double> Values(SortedSample one, SortedSample other, string[] row)
    {
        var found = new Dictionary<string, double>();
        (found["ks"], found["ks_p"]) = KolmogorovSmirnov.Of(one, other);
        if (row[FirstValue + 2].Length > 0)
        {
            found["wasserstein"] = Wasserstein.Of(one, other);
        }

        if (row[FirstValue + 3].Length > 0)
        {
            var bins = QuantileBins.Of(one);
            (long[] before, long[] after) = (bins.Count(one), bins.Count(other));
            found["psi"] = PopulationStability.Of(before, after);
            found["js"] = JensenShannon.Of(before, after);
            found["hellinger"] = Hellinger.Of(before, after);
            found["tv"] = TotalVariation.Of(before, after);
            (found["chi2"], found["chi2_p"]) = TwoSampleChiSquare.Of(before, after);
        }

        if (row[FirstValue + 9].Length > 0)
        {
            (found["ad"], found["ad_p"]) = AndersonDarling.Of(one, other);
        }

        return found;
    }

    // A name may hold a comma, between quotes.
    private static string[] Fields(string line)
    {
        if (!line.StartsWith('"'))
        {
            return line.Split(',');
        }

        int end = line.IndexOf('"', 1);
        return [line[1..end], .. line[(end + 2)..].Split(',')];
    }

    private static int Whole(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
