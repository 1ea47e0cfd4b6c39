use super::*;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A service that admits a number of requests at a time, each for 250 ms, and refuses the others at once.
#[derive(Debug, Default)]
struct Service {
    admits: usize,
    retry_after: Option<Duration>,
    under_way: AtomicUsize,
    refused: AtomicUsize,
}

const WORK: Duration = Duration::from_millis(250);

impl Service {
    async fn ask(&self) -> bool {
        if self.under_way.fetch_add(1, Ordering::SeqCst) >= self.admits {
            self.under_way.fetch_sub(1, Ordering::SeqCst);
            self.refused.fetch_add(1, Ordering::SeqCst);
            return false;
        }
        tokio::time::sleep(WORK).await;
        self.under_way.fetch_sub(1, Ordering::SeqCst);
        true
    }
}

/// Sends `requests` through a limiter until each is admitted. Returns the time in hundredths of the shortest possible time.
async fn hundredths_of_ideal(limiter: &Limiter, service: &Arc<Service>, requests: usize, at_a_time: usize) -> u128 {
    let began = Instant::now();
    let places = Arc::new(Semaphore::new(at_a_time));
    let tasks: Vec<_> = (0..requests)
        .map(|_| {
            let (limiter, service, places) = (limiter.clone(), Arc::clone(service), Arc::clone(&places));
            tokio::spawn(async move {
                let _place = places.acquire().await.unwrap();
                loop {
                    let permit = limiter.permit().await;
                    if service.ask().await {
                        return permit.admitted();
                    }
                    permit.refused(service.retry_after);
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let ideal = WORK * u32::try_from(requests.div_ceil(service.admits)).unwrap();
    began.elapsed().as_millis() * 100 / ideal.as_millis()
}

#[tokio::test(start_paused = true)]
async fn a_service_that_admits_four_is_kept_busy_with_four() {
    let limiter = Limiter::new(64);
    let service = Arc::new(Service {
        admits: 4,
        ..Service::default()
    });

    let hundredths = hundredths_of_ideal(&limiter, &service, 200, 10).await;

    assert!(hundredths <= 115, "{hundredths} hundredths of the ideal time");
    let refused = service.refused.load(Ordering::SeqCst);
    assert!((1..20).contains(&refused), "{refused} refusals");
}

#[tokio::test(start_paused = true)]
async fn advice_pauses_the_process_a_few_times_and_not_once_for_each_refusal() {
    let limiter = Limiter::new(64);
    let service = Arc::new(Service {
        admits: 4,
        retry_after: Some(Duration::from_secs(1)),
        ..Service::default()
    });

    let began = Instant::now();
    hundredths_of_ideal(&limiter, &service, 40, 10).await;

    let ideal = WORK * 10;
    assert!(
        began.elapsed() <= ideal * 13 / 10 + Duration::from_secs(2),
        "{:?}",
        began.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn without_a_refusal_the_cap_alone_counts() {
    let limiter = Limiter::new(10);
    let service = Arc::new(Service {
        admits: 10,
        ..Service::default()
    });

    assert_eq!(hundredths_of_ideal(&limiter, &service, 100, 100).await, 100);
    assert_eq!(service.refused.load(Ordering::SeqCst), 0);
}

#[tokio::test(start_paused = true)]
async fn a_service_that_admits_more_again_is_given_more() {
    let limiter = Limiter::new(20);
    let narrow = Arc::new(Service {
        admits: 2,
        ..Service::default()
    });
    hundredths_of_ideal(&limiter, &narrow, 20, 10).await;
    assert!(limiter.state().limit <= 3);

    let wide = Arc::new(Service {
        admits: 20,
        ..Service::default()
    });
    hundredths_of_ideal(&limiter, &wide, 1000, 20).await;

    assert!(limiter.state().limit > 10, "{:?}", limiter.state());
}

#[tokio::test(start_paused = true)]
async fn a_place_that_is_given_up_goes_to_the_next() {
    let limiter = Limiter::new(1);
    let first = limiter.permit().await;
    let given_up = tokio::time::timeout(Duration::from_millis(1), limiter.permit()).await;
    assert!(given_up.is_err());
    drop(first);

    limiter.permit().await.admitted();

    assert_eq!(limiter.state().in_flight, 0);
    assert_eq!(limiter.permits.available_permits(), 1);
}

#[tokio::test(start_paused = true)]
async fn an_answer_to_a_request_sent_before_a_pause_does_not_lengthen_it() {
    let limiter = Limiter::new(4);
    let (first, second) = (limiter.permit().await, limiter.permit().await);
    let began = Instant::now();
    tokio::time::advance(Duration::from_millis(1)).await;
    first.refused(Some(Duration::from_secs(10)));
    tokio::time::advance(Duration::from_secs(5)).await;
    second.refused(Some(Duration::from_secs(10)));

    limiter.permit().await.admitted();

    assert_eq!(began.elapsed().as_secs(), 10);
}

#[tokio::test(start_paused = true)]
async fn no_advice_pauses_for_longer_than_a_minute() {
    let limiter = Limiter::new(4);
    let began = Instant::now();
    limiter.permit().await.refused(Some(Duration::MAX));

    limiter.permit().await.admitted();

    assert_eq!(began.elapsed().as_secs(), 60);
}

#[tokio::test(start_paused = true)]
async fn the_permits_are_as_many_as_the_limit_after_any_course() {
    fastrand::seed(11);
    let limiter = Limiter::new(16);
    let mut held = Vec::new();
    for _ in 0..5000 {
        match fastrand::u8(0..4) {
            0 | 1 => held.extend(tokio::time::timeout(Duration::from_nanos(1), limiter.permit()).await),
            2 => {
                if let Some(permit) = held.pop() {
                    permit.admitted();
                }
            }
            _ => {
                if !held.is_empty() {
                    held.swap_remove(fastrand::usize(0..held.len())).refused(None);
                }
            }
        }
        let state = limiter.state();
        assert_eq!(state.in_flight, held.len());
        assert_eq!(
            limiter.permits.available_permits() + state.in_flight,
            state.limit + state.surplus,
            "{state:?}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_burst_of_refusals_tells_how_few_are_too_many() {
    let limiter = Limiter::new(10);
    let mut permits = Vec::new();
    for _ in 0..10 {
        permits.push(limiter.permit().await);
    }
    tokio::time::advance(Duration::from_millis(1)).await;

    // Six of ten are refused, the last one with four others in progress.
    for _ in 0..6 {
        permits.pop().unwrap().refused(None);
    }

    assert_eq!(limiter.state().limit, 4);
    assert_eq!(limiter.state().refused_at, Some(5));
}

#[tokio::test(start_paused = true)]
async fn a_limit_that_grows_again_keeps_a_permit_that_was_too_many() {
    let limiter = Limiter::new(3);
    let [first, second, _third] = [limiter.permit().await, limiter.permit().await, limiter.permit().await];
    first.refused(None);
    assert_eq!(limiter.state().limit, 1);

    second.admitted();

    assert_eq!((limiter.state().limit, limiter.permits.available_permits()), (2, 1));
}

/// Counts the answers until the limit is back at two.
async fn answers_until_two(limiter: &Limiter) -> usize {
    let mut answers = 0;
    while limiter.state().limit < 2 {
        limiter.permit().await.admitted();
        answers += 1;
    }
    answers
}

#[tokio::test(start_paused = true)]
async fn a_number_that_is_refused_again_is_tried_half_as_often() {
    let limiter = Limiter::new(2);
    let mut answers = Vec::new();
    for _ in 0..6 {
        let (first, second) = (limiter.permit().await, limiter.permit().await);
        first.refused(None);
        drop(second);
        answers.push(answers_until_two(&limiter).await);
        tokio::time::advance(BURST).await;
    }
    assert_eq!(answers, [32, 64, 128, 256, 512, 512]);
}
