using System.Globalization;
using System.Text;

namespace MlOpsDashboard.Tests.Web.Api;

/// <summary>A small table over REST: days in no order, groups, words, numbers below 0, counts with zeros, and classes of which one is rare.</summary>
internal static class ShopTable
{
    public const int Rows = 200;
    public const string Name = "shops";

    /// <summary>The day of a row, from 0 to <see cref="Rows"/> − 1, each once.</summary>
    public static int DayOf(int row) => row * 77 % Rows;

    /// <summary>The table as CSV.</summary>
    /// <param name="without">Rows whose day is missing.</param>
    public static string Csv(Func<int, bool>? without = null)
    {
        var csv = new StringBuilder("at,day,shop,colour,x,balance,orders,bought,rare\n");
        for (int row = 0; row < Rows; row++)
        {
            bool missing = without?.Invoke(row) == true;
            string at = missing ? "" : new DateTime(2024, 1, 1).AddDays(DayOf(row)).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            string day = missing ? "" : DayOf(row).ToString(CultureInfo.InvariantCulture);
            int x = row * 31 % 97;
            csv.Append(CultureInfo.InvariantCulture, $"{at},{day},s{row % 11},{(row % 3 == 0 ? "red" : "blue")},{x},{x - 40.5},{x / 4},{(x + (row % 7) > 48 ? "yes" : "no")},{(row == 100 ? "yes" : "no")}\n");
        }

        return csv.ToString();
    }

    /// <summary>Stores the table.</summary>
    /// <param name="app">The program.</param>
    /// <param name="csv">The table; null for all days.</param>
    public static async Task StoreAsync(TrainedApp app, string? csv = null)
    {
        using var form = new MultipartFormDataContent { { new StringContent(Name), "name" }, { new StringContent(csv ?? Csv()), "file", "shops.csv" } };
        using HttpResponseMessage stored = await app.Client.PostAsync("/api/datasets", form);
        stored.EnsureSuccessStatusCode();
    }
}
