using System.CommandLine;
using Sync.Benchmarks.Images;
using Sync.Benchmarks.Planning;
using Sync.Benchmarks.Rounds;
using Sync.Benchmarks.Tracing;

Command[] benchmarks =
[
    RoundsBenchmark.Command(),
    TracingBenchmark.Command(),
    ImagesBenchmark.Command(),
    PlannerBenchmark.Command(),
];

var all = new RootCommand("Measures Sync. Run it where nothing else runs: dotnet run -c Release --project tests/Sync.Benchmarks -- NAME");
foreach (var benchmark in benchmarks)
    all.Add(benchmark);
return await all.Parse(args).InvokeAsync();
