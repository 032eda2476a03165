using MlOpsDashboard.PagesBench;
using MlOpsDashboard.ServingBench;

// bench/pages [folder of adult.csv]
string data = args is [var said] ? said : Path.Combine(BenchOptions.Root, "..", "shared", "data");
return await new PagesRun(Path.GetFullPath(Path.Combine(data, "adult.csv"))).RunAsync() ? 0 : 1;
