using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

// In this process: a project that BenchmarkDotNet generates would have to be restored, and could not see the kernels.
string[] chosen = args.Length > 0 ? args : ["--filter", "*"];
IConfig config = DefaultConfig.Instance.AddJob(Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance));
BenchmarkSwitcher.FromAssembly(typeof(MlOpsDashboard.KernelBench.TreeBenchmarks).Assembly).Run(chosen, config);
