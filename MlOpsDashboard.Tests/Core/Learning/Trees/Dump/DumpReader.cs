using System.Text.Json;
using MlOpsDashboard.Core.Tabular;

namespace MlOpsDashboard.Tests.Core.Learning.Trees.Dump;

/// <summary>Predicts by a dump of trees alone: knows JSON and the table's own values, and nothing of the engine.</summary>
internal static class DumpReader
{
    public static double[] Answer(JsonElement dump, DataTable table, int row)
    {
        string[] outputs = [.. dump.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("name").GetString()!)];
        double[] sums = [.. dump.GetProperty("outputs").EnumerateArray().Select(output => output.GetProperty("start").GetDouble())];
        foreach (JsonElement tree in dump.GetProperty("trees").EnumerateArray())
        {
            JsonElement leaf = LeafOf(dump, tree.GetProperty("nodes"), table, row);
            if (leaf.ValueKind == JsonValueKind.Object)
            {
                foreach (JsonProperty share in leaf.EnumerateObject())
                {
                    sums[Array.IndexOf(outputs, share.Name)] += share.Value.GetDouble();
                }
            }
            else
            {
                sums[Array.IndexOf(outputs, tree.GetProperty("output").GetString())] += leaf.GetDouble();
            }
        }

        if (dump.GetProperty("combine").GetString() == "mean")
        {
            sums = Array.ConvertAll(sums, sum => sum / dump.GetProperty("tree_count").GetInt32());
        }

        return dump.GetProperty("link").GetString() switch
        {
            "logistic" => [1 / (1 + Math.Exp(-sums[0]))],
            "softmax" => [.. sums.Select(sum => Math.Exp(sum) / sums.Sum(Math.Exp))],
            "exponential" => [Math.Exp(sums[0])],
            _ => sums,
        };
    }

    private static JsonElement LeafOf(JsonElement dump, JsonElement nodes, DataTable table, int row)
    {
        JsonElement node = nodes[0];
        while (!node.TryGetProperty("leaf", out _))
        {
            string branch = Ask(dump, node, table, row) switch { null => "missing", true => "yes", false => "no" };
            node = nodes[node.GetProperty(branch).GetInt32()];
        }

        return node.GetProperty("leaf");
    }

    private static bool? Ask(JsonElement dump, JsonElement node, DataTable table, int row)
    {
        string feature = node.GetProperty("feature").GetString()!;
        string[] parts = feature.Split('.');
        Column column = table.Find(feature) ?? table.Find(parts[0])!;
        if (column is CodedColumn words)
        {
            // A word that no training row had counts as missing.
            JsonElement known = dump.GetProperty("features").EnumerateArray().Single(one => one.GetProperty("name").GetString() == feature);
            return words.WordAt(row) is { } word && Among(known, word)
                ? node.GetProperty("operator").GetString() == "present" || Among(node, word)
                : null;
        }

        double value = column is NumericColumn numbers ? numbers.Values[row] : PartOf(parts[1], ((DateTimeColumn)column).Seconds[row]);
        return !double.IsFinite(value) ? null
            : node.GetProperty("operator").GetString() == "present" || (float)value <= node.GetProperty("threshold").GetSingle();
    }

    private static bool Among(JsonElement list, string word) =>
        list.GetProperty("words").EnumerateArray().Any(one => one.GetString() == word);

    private static double PartOf(string part, double seconds)
    {
        if (double.IsNaN(seconds))
        {
            return double.NaN;
        }

        double known = Math.Clamp(seconds, -62_135_596_800, 253_402_300_799);
        DateTime date = DateTime.UnixEpoch.AddSeconds(Math.Floor(known));
        double days = known / 86_400;
        return part switch
        {
            "days" => days,
            "year" => date.Year,
            "month" => date.Month,
            "day" => date.Day,
            "weekday" => ((int)date.DayOfWeek + 6) % 7,
            _ => (days - Math.Floor(days)) * 24,
        };
    }
}
