// Which customer will leave? A model of two classes answers for one customer, says why, and is told what happened.
using System.Text.Json.Nodes;
using MlOpsDashboard.Samples;

return await Dashboard.RunAsync(args, "telco_churn.csv", async (dashboard, lines) =>
{
    await dashboard.StoreAsync("telco_churn", "Churn", lines);

    JsonNode version = await dashboard.TrainAsync(new
    {
        model_name = "churn",
        dataset = "telco_churn",
        target = "Churn",
        positive_class = "Yes",
        learners = new[] { "linear", "gradient_boosting" },
        trials = 2,
        time_budget_seconds = 20,
    });
    await dashboard.PromoteAsync($"{version["model_id"]}", "the churn sample");
    Console.WriteLine($"{version["model_id"]} is in production.");

    JsonNode customer = JsonNode.Parse("""
        {
          "gender": "Female", "SeniorCitizen": 0, "Partner": "No", "Dependents": "No", "tenure": 2,
          "PhoneService": "Yes", "MultipleLines": "No", "InternetService": "Fiber optic", "OnlineSecurity": "No",
          "OnlineBackup": "No", "DeviceProtection": "No", "TechSupport": "No", "StreamingTV": "Yes", "StreamingMovies": "No",
          "Contract": "Month-to-month", "PaperlessBilling": "Yes", "PaymentMethod": "Electronic check",
          "MonthlyCharges": 80.5, "TotalCharges": 161
        }
        """)!;
    JsonNode answer = await dashboard.PostAsync("api/predict", new { model_name = "churn", features = customer, explain = true });
    Console.WriteLine($"Will she leave? {answer["prediction"]}, with probability {(double)answer["probabilities"]!["Yes"]!:0.00} of Yes.");

    IEnumerable<JsonNode?> reasons = answer["explanation"]!["contributions"]!.AsArray();
    foreach (JsonNode? reason in reasons.OrderByDescending(reason => Math.Abs((double)reason!["contribution"]!)).Take(3))
    {
        Console.WriteLine($"  {reason!["feature"]} = {reason["value"]}: {(double)reason["contribution"]!:+0.00;-0.00}");
    }

    // Three months later it is known. It counts once: the same truth again changes nothing, another one is refused.
    await dashboard.PostAsync("api/feedback", new { request_id = (string?)answer["request_id"], actual = "Yes" });
    Console.WriteLine("Told that she left.");
});
