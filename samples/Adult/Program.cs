// Who earns more than 50,000 dollars? A larger table: CSV in, CSV out, and the truth as CSV. The table holds the training rows
// of the data set first and its test rows after them.
using System.Text.Json.Nodes;
using MlOpsDashboard.Samples;

const int TrainingRows = 32_561;

return await Dashboard.RunAsync(args, "adult.csv", async (dashboard, lines) =>
{
    string header = lines[0];
    string[] test = lines[(1 + TrainingRows)..];
    await dashboard.StoreAsync("adult", "income", lines[..(1 + TrainingRows)]);

    JsonNode version = await dashboard.TrainAsync(new
    {
        model_name = "adult",
        dataset = "adult",
        target = "income",
        positive_class = ">50K",
        learners = new[] { "linear", "gradient_boosting" },
        trials = 2,
        time_budget_seconds = 20,
    });
    await dashboard.PromoteAsync($"{version["model_id"]}", "the adult sample");
    Console.WriteLine($"{version["model_id"]} is in production.");

    // The answer has the columns of the table, then prediction, confidence, a probability for each class, and request_id.
    string answered = await dashboard.UploadAsync("api/predict/batch", [header, .. test], ("model_name", "adult"));
    string[] rows = answered.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    Console.WriteLine($"Predicted {rows.Length - 1} rows. The first: {rows[1]}");

    string[] columns = rows[0].TrimEnd('\r').Split(',');
    (int id, int truth) = (Array.IndexOf(columns, "request_id"), Array.IndexOf(columns, "income"));
    IEnumerable<string> truths = rows.Skip(1).Select(row => row.TrimEnd('\r').Split(',')).Select(cells => $"{cells[id]},{cells[truth]}");
    JsonNode told = JsonNode.Parse(await dashboard.UploadAsync("api/feedback", ["request_id,actual", .. truths]))!;
    Console.WriteLine($"Told {told["accepted"]} truths: {await dashboard.QualityAsync(version, "roc_auc")}.");
});
