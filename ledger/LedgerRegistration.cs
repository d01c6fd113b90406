using MassTransit;
using MassTransit.Configuration;
using MassTransit.Middleware;
using MassTransit.Saga;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Sync.Ledger.Databases;
using Sync.Ledger.Locks;
using Sync.Ledger.Messages;
using Sync.Ledger.Sagas;

namespace Sync.Ledger;

/// <summary>How the host sets the ledger up, and how a service says what it keeps there.</summary>
public static class LedgerRegistration
{
    /// <summary>What every store has.</summary>
    internal static readonly Migration Tables = new("ledger", 1, """
        create table inbox (message_id char(32) not null primary key, consumed bigint not null);
        create index inbox_consumed on inbox (consumed);
        create table outbox (seq {sequence}, message_id char(32) not null, due bigint not null, token char(32) null,
            destination nvarchar(400) not null, envelope nvarchar(max) not null, body nvarchar(max) not null,
            parked bigint null, parked_why nvarchar(max) null);
        create index outbox_due on outbox (due, seq);
        create index outbox_token on outbox (token);
        create index outbox_message on outbox (message_id);
        """);

    /// <summary>For the host: the store, its tables and the delivery of its messages.</summary>
    public static IServiceCollection AddLedger(this IServiceCollection services, LedgerOptions options)
    {
        services.AddSingleton(options);
        services.AddSingleton(Tables);
        services.AddSingleton<Store>();
        services.AddSingleton<StoreHold>();
        services.AddSingleton<Voice>();
        services.AddSingleton<LedgerMeter>();
        services.AddScoped<LedgerScope>();
        services.AddScoped(s => s.GetRequiredService<LedgerScope>().Transaction);
        services.AddScoped<IOutboxContextFactory<LedgerScope>, LedgerContextFactory>();
        services.AddSingleton<OutboxDelivery>();
        services.AddHostedService(s => s.GetRequiredService<OutboxDelivery>());
        if (options.KeepUntilConsumed)
            services.AddReceiveObserver<Parking>();
        return services;
    }

    /// <summary>For a service: tables of its own.</summary>
    public static void AddTables(this IServiceCollection services, params Migration[] migrations)
    {
        foreach (var migration in migrations)
            services.AddSingleton(migration);
    }

    /// <summary>For a service: where a saga's rows are.</summary>
    public static void InTable<TSaga>(this ISagaRegistrationConfigurator<TSaga> saga, string table)
        where TSaga : class, ISagaRow => saga.Repository(r =>
        {
            r.TryAddSingleton(new SagaTable<TSaga>(table));
            r.RegisterSagaRepository<TSaga, Transaction, SagaConsumeContextFactory<Transaction, TSaga>, SagaRows<TSaga>>();
        });

    /// <summary>For the host: creates and migrates the ledger's own tables and those of all rooms in this process.</summary>
    /// <exception cref="LedgerException">the database was made by a newer program</exception>
    public static Task Migrate(this Store store, IEnumerable<Migration> migrations, CancellationToken cancel) =>
        Schema.Migrate(store, [.. migrations.Append(Tables).Distinct()], cancel);

    /// <summary>For the host: every consumer and saga of this endpoint reads each message once, in one transaction.</summary>
    public static void UseLedger(this IReceiveEndpointConfigurator endpoint, IRegistrationContext services)
    {
        endpoint.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new ArrivalFilter(services.GetRequiredService<LedgerMeter>())));
        endpoint.AddPrePipeSpecification(new FilterPipeSpecification<ConsumeContext>(new LedgerSchedulerFilter()));
        endpoint.UseMessageRetry(r =>
        {
            r.Ignore<EndedException>();
            r.Intervals(20, 100, 500, 2000);
        });
        var observer = new LedgerObserver(endpoint, services);
        endpoint.ConnectConsumerConfigurationObserver(observer);
        endpoint.ConnectSagaConfigurationObserver(observer.Sagas);
    }
}
