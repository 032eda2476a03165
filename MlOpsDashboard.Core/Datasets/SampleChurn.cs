using System.Globalization;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Core.Datasets;

/// <summary>
/// A made-up table of 10,000 customers for people who come without data. It is the same in every run, and its true relation is known:
/// the chance that a customer leaves is 1 / (1 + e^−z) with
/// z = −1.6 + 1.4 (contract monthly) − 0.9 (contract two_year) − 0.035 tenure_months + 0.02 (monthly_charges − 65)
/// + 0.45 support_calls + 0.5 (internet fiber) + 0.35 (paperless_billing yes) − 0.5 (has_partner yes).
/// age and region play no part; signup_date says the same as tenure_months. Nothing is missing but about two per cent of monthly_charges, at random.
/// </summary>
internal static class SampleChurn
{
    internal const string Name = "customer_churn";
    internal const string Target = "churned";
    internal const int Rows = 10_000;

    internal const string Description =
        "A made-up table of 10,000 customers, the same in every run. The chance that a customer leaves is 1 / (1 + exp(-z)) with "
        + "z = -1.6 + 1.4 [contract = monthly] - 0.9 [contract = two_year] - 0.035 tenure_months + 0.02 (monthly_charges - 65) "
        + "+ 0.45 support_calls + 0.5 [internet = fiber] + 0.35 [paperless_billing = yes] - 0.5 [has_partner = yes]. "
        + "age and region play no part; signup_date says the same as tenure_months. About two per cent of monthly_charges are missing at random.";

    private const int Seed = 20240501;
    private static readonly DateTime s_today = new(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly string[] s_contracts = ["monthly", "one_year", "two_year"];
    private static readonly string[] s_internet = ["dsl", "fiber", "none"];
    private static readonly string[] s_regions = ["north", "east", "south", "west"];

    /// <summary>The table as CSV.</summary>
    internal static MemoryStream Csv()
    {
        var content = new MemoryStream();
        using var text = new StreamWriter(content, leaveOpen: true) { NewLine = "\n" };
        using var writer = new CsvWriter(text);
        writer.Row(["customer_id", "signup_date", "age", "region", "tenure_months", "contract", "internet", "monthly_charges",
            "support_calls", "paperless_billing", "has_partner", Target]);
        var random = new Random(Seed);
        for (int row = 1; row <= Rows; row++)
        {
            writer.Row(Customer(row, random));
        }

        text.Flush();
        content.Position = 0;
        return content;
    }

    private static string[] Customer(int row, Random random)
    {
        int tenure = Math.Min(72, (int)(-24 * Math.Log(1 - random.NextDouble())));
        string contract = s_contracts[Pick(random, 0.55, 0.22)];
        string internet = s_internet[Pick(random, 0.35, 0.45)];
        double charges = Math.Round(Math.Clamp((internet == "none" ? 25 : internet == "dsl" ? 58 : 88) + (Normal(random) * 12), 15, 130), 2);
        int calls = Math.Min(9, (int)(-1.2 * Math.Log(1 - random.NextDouble())));
        bool paperless = random.NextDouble() < 0.6;
        bool partner = random.NextDouble() < 0.48;
        int age = (int)Math.Clamp(46 + (Normal(random) * 15), 18, 90);
        double z = -1.6 + (contract == "monthly" ? 1.4 : contract == "two_year" ? -0.9 : 0) - (0.035 * tenure) + (0.02 * (charges - 65))
            + (0.45 * calls) + (internet == "fiber" ? 0.5 : 0) + (paperless ? 0.35 : 0) - (partner ? 0.5 : 0);
        bool churned = random.NextDouble() < 1 / (1 + Math.Exp(-z));
        bool unknownCharges = random.NextDouble() < 0.02;
        DateTime signup = s_today.AddMonths(-tenure).AddDays(-random.Next(28));
        return
        [
            string.Create(CultureInfo.InvariantCulture, $"C{row:D5}"),
            signup.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            age.ToString(CultureInfo.InvariantCulture),
            s_regions[random.Next(s_regions.Length)],
            tenure.ToString(CultureInfo.InvariantCulture),
            contract,
            internet,
            unknownCharges ? "" : charges.ToString("F2", CultureInfo.InvariantCulture),
            calls.ToString(CultureInfo.InvariantCulture),
            paperless ? "yes" : "no",
            partner ? "yes" : "no",
            churned ? "yes" : "no",
        ];
    }

    private static int Pick(Random random, double first, double second)
    {
        double place = random.NextDouble();
        return place < first ? 0 : place < first + second ? 1 : 2;
    }

    // Box and Muller 1958.
    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
