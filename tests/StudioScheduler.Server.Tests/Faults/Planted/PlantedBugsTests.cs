using Microsoft.Extensions.DependencyInjection;
using StudioScheduler.Server.Delivery;
using StudioScheduler.Server.Delivery.Channels;
using StudioScheduler.Server.Delivery.Outbox;
using StudioScheduler.Server.Delivery.Receipts;
using StudioScheduler.Server.Delivery.Streams;
using StudioScheduler.Server.Storage;
using Xunit.Sdk;

namespace StudioScheduler.Server.Tests.Faults.Planted;

/// <summary>Each promise with the product's parts, and the same check with a broken part in the place of one of them: it must fail.</summary>
public class PlantedBugsTests
{
    private static readonly Dictionary<string, (Func<Action<IServiceCollection>?, Task> Check, Action<IServiceCollection> Break)> Bugs = new()
    {
        ["acknowledge before commit"] = (Promises.An_answered_acknowledgement_is_stored, s => s.AddScoped<AcknowledgeNotice, PlantedBugs.AcknowledgesBeforeCommit>()),
        ["an old acknowledgement counts for a newer call"] = (Promises.An_acknowledgement_never_counts_for_a_newer_notice, s => s.AddScoped<AcknowledgeNotice, PlantedBugs.AcknowledgesTheNewest>()),
        ["delivered shown as seen"] = (Promises.Delivered_is_not_seen, s => s.AddScoped<RecordReceipt, PlantedBugs.ShowsDeliveredAsSeen>()),
        ["publish before commit"] = (Promises.What_is_rolled_back_is_never_published, s => s.ConfigureDbContext<SqliteStudioDb>((services, options) => options.AddInterceptors(new PlantedBugs.PublishesBeforeCommit(services)))),
        ["cursor id > last"] = (Promises.A_row_that_is_committed_late_is_sent, s => s.AddSingleton<OutboxLease, PlantedBugs.GoesOnAfterTheLastId>()),
        ["mark sent before confirm"] = (Promises.What_no_broker_has_confirmed_is_not_marked, s => s.AddSingleton<OutboxLease, PlantedBugs.MarksBeforeConfirm>()),
        ["no publish deadline"] = (Promises.A_silent_broker_costs_a_deadline, s => s.AddSingleton(new DeliverySettings { RabbitAddress = "amqp://127.0.0.1:1", PublishDeadline = TimeSpan.FromDays(1) })),
        ["lease without a fence"] = (Promises.A_server_whose_lease_ran_out_marks_nothing, s => s.AddSingleton<OutboxLease, PlantedBugs.WritesWithoutFence>()),
        ["no dedupe"] = (Promises.A_resumed_stream_repeats_nothing, s => s.AddSingleton<NoticeStream, PlantedBugs.RepeatsAtResume>()),
        ["epoch not raised on restore"] = (Promises.After_a_restore_a_reader_starts_anew, s => s.AddSingleton<NoticeStream, PlantedBugs.ForgetsTheEpoch>()),
        ["dead-lettering off"] = (Promises.Poison_is_parked_and_what_stands_behind_it_goes_on, s => s.AddSingleton<DeliveryLog, PlantedBugs.HasNoDeadLetters>()),
        ["a webhook's refusal counts as delivered"] = (Promises.A_webhook_that_is_refused_is_sent_again, s => s.AddSingleton<Channel, PlantedBugs.TakesAnyAnswerForYes>()),
        ["a crew's queue without confirms"] = (Promises.What_a_crews_queue_has_not_confirmed_is_not_marked, s => s.AddSingleton<Channel, PlantedBugs.WaitsForNoConfirm>()),
    };

    public static TheoryData<string> Names => [.. Bugs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public Task The_product_keeps_the_promise_against(string bug) => Bugs[bug].Check(null);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task The_planted_bug_is_caught(string bug)
    {
        var caught = await Record.ExceptionAsync(() => Bugs[bug].Check(Bugs[bug].Break));
        Assert.True(caught is XunitException or TimeoutException, $"'{bug}' was not caught: {caught?.ToString() ?? "the check passed"}");
    }
}
