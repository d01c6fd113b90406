using MassTransit;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Sync.Contracts;
using Sync.Grader.Baselines;
using Sync.Grader.Checks;
using Sync.Grader.Grading;
using Sync.Ledger;

namespace Sync.Grader;

/// <summary>Measures and judges saved frames; never on the path of a round.</summary>
public static class GraderService
{
    /// <exception cref="ArgumentException">a setting can't be used; the message names it, its value and what is allowed</exception>
    public static void AddGrader(this IBusRegistrationConfigurator bus, IConfiguration configuration)
    {
        var options = configuration.GetSection("Grading").Get<GradingOptions>() ?? GradingOptions.Default;
        options.Validate();
        bus.AddSingleton(options);
        bus.AddTables(Baseline.Step);
        bus.AddSingleton<Baseline>();
        bus.AddSingleton<GraderMeter>();
        bus.AddConsumer<CheckReadinessConsumer>().Endpoint(e => e.Name = Addresses.Grader);
        bus.AddConsumer<GradeFrameConsumer>().Endpoint(e => e.Name = Addresses.Grader);
    }
}
